import type { StatusCause } from './status.ts';

/** How Go prints a value with %#v in a field error: strings quoted, numbers bare. */
function printed(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? 'null');
}

/** Collects what is wrong with an object, in the words of apimachinery's pkg/util/validation/field. */
export class FieldErrors {
  readonly causes: StatusCause[] = [];

  get ok(): boolean {
    return this.causes.length === 0;
  }

  /** @param value shown as Go shows it: pass a `GoLiteral` where it isn't JSON. */
  invalid(field: string, value: unknown, detail: string): void {
    const shown = value instanceof GoLiteral ? value.text : printed(value);
    this.#add('FieldValueInvalid', field, `Invalid value: ${shown}: ${detail}`);
  }

  required(field: string, detail = ''): void {
    this.#add('FieldValueRequired', field, detail === '' ? 'Required value' : `Required value: ${detail}`);
  }

  duplicate(field: string, value: unknown): void {
    this.#add('FieldValueDuplicate', field, `Duplicate value: ${printed(value)}`);
  }

  forbidden(field: string, detail: string): void {
    this.#add('FieldValueForbidden', field, `Forbidden: ${detail}`);
  }

  notFound(field: string, value: unknown): void {
    this.#add('FieldValueNotFound', field, `Not found: ${printed(value)}`);
  }

  /** @param supported as upstream orders them. */
  notSupported(field: string, value: unknown, supported: readonly string[]): void {
    const list = supported.map((one) => JSON.stringify(one)).join(', ');
    this.#add(
      'FieldValueNotSupported',
      field,
      `Unsupported value: ${printed(value)}: supported values: ${list}`,
    );
  }

  tooLong(field: string, maxBytes: number): void {
    this.#add('FieldValueTooLong', field, `Too long: may not be more than ${maxBytes} bytes`);
  }

  tooMany(field: string, actual: number, max: number): void {
    this.#add('FieldValueTooMany', field, `Too many: ${actual}: must have at most ${max} items`);
  }

  #add(reason: string, field: string, message: string): void {
    this.causes.push({ reason, message, field });
  }
}

/** A value that is printed as it stands, such as Go's dump of a struct. */
export class GoLiteral {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
