/** The package uuid, as far as it is documented. */
export const uuidPackage: Readonly<Record<string, string>> = {
  'npm:uuid': `
exports.v4 = () => $crypto.uuid();
exports.v1 = exports.v6 = exports.v7 = () => { const text = Date.now().toString(16).padStart(12, '0'); const uuid = $crypto.uuid(); return text.slice(0, 8) + '-' + text.slice(8) + '-7' + uuid.slice(15); };
exports.NIL = '00000000-0000-0000-0000-000000000000';
exports.validate = (text) => typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-8][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text);
exports.version = (text) => parseInt(text[14], 16);`,
};
