import type { FieldErrors } from '../../apiserver/field-errors.ts';

/** apimachinery's InclusiveRangeError. */
export function rangeProblem(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`;
}

export const NOT_POSITIVE = 'must be greater than zero';
export const NEGATIVE = 'must be greater than or equal to 0';

/** apimachinery's ValidateNonnegativeField. */
export function validateNonNegative(value: number | undefined, field: string, errors: FieldErrors): void {
  if (value !== undefined && value < 0) errors.invalid(field, value, NEGATIVE);
}

const ID_MAX = 2 ** 31 - 1;

/** apimachinery's IsValidUserID and IsValidGroupID. */
export function validateId(id: number | undefined, field: string, errors: FieldErrors): void {
  if (id === undefined || (id >= 0 && id <= ID_MAX)) return;
  errors.invalid(field, id, rangeProblem(0, ID_MAX));
}
