import { goQuote } from './go-text.ts';
import type { StatusCause } from './status.ts';

/** How Go shows a value in a field error: strings quoted, numbers bare. */
function printed(value: unknown): string {
  if (value instanceof GoLiteral) return value.text;
  return typeof value === 'string' ? goQuote(value) : (JSON.stringify(value) ?? 'null');
}

function detailed(message: string, detail: string): string {
  return detail === '' ? message : `${message}: ${detail}`;
}

/**
 * Collects what is wrong with an object, in the words of apimachinery's pkg/util/validation/field. A value
 * that isn't a string, a number or a boolean is shown as it is in Go: pass a `GoLiteral`.
 */
export class FieldErrors {
  readonly causes: StatusCause[] = [];

  get ok(): boolean {
    return this.causes.length === 0;
  }

  invalid(field: string, value: unknown, detail: string): void {
    this.#add('FieldValueInvalid', field, detailed(`Invalid value: ${printed(value)}`, detail));
  }

  required(field: string, detail = ''): void {
    this.#add('FieldValueRequired', field, detailed('Required value', detail));
  }

  duplicate(field: string, value: unknown, detail = ''): void {
    this.#add('FieldValueDuplicate', field, detailed(`Duplicate value: ${printed(value)}`, detail));
  }

  forbidden(field: string, detail: string): void {
    this.#add('FieldValueForbidden', field, detailed('Forbidden', detail));
  }

  notFound(field: string, value: unknown, detail = ''): void {
    this.#add('FieldValueNotFound', field, detailed(`Not found: ${printed(value)}`, detail));
  }

  /** @param supported as upstream orders them: mostly sorted. */
  notSupported(field: string, value: unknown, supported: readonly string[]): void {
    const list = supported.map(goQuote).join(', ');
    const message = `Unsupported value: ${printed(value)}: supported values: ${list}`;
    this.#add('FieldValueNotSupported', field, message);
  }

  tooLong(field: string, maxBytes: number): void {
    const unit = maxBytes === 1 ? 'byte' : 'bytes';
    this.#add('FieldValueTooLong', field, `Too long: may not be more than ${maxBytes} ${unit}`);
  }

  tooMany(field: string, actual: number, max: number): void {
    const unit = max === 1 ? 'item' : 'items';
    this.#add('FieldValueTooMany', field, `Too many: ${actual}: must have at most ${max} ${unit}`);
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
