import type { FieldErrors } from './field-errors.ts';
import { validateLabels } from './metadata.ts';
import { labelValue, qualifiedName } from './names.ts';
import type { LabelSelector } from './selectors.ts';

type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

/** apimachinery's ValidateLabelSelector. An absent selector is fine. */
export function validateLabelSelector(
  selector: LabelSelector | undefined,
  field: string,
  errors: FieldErrors,
): void {
  if (selector === undefined) return;
  if (selector.matchLabels !== undefined) {
    validateLabels(selector.matchLabels, `${field}.matchLabels`, errors);
  }
  selector.matchExpressions?.forEach((expression, index) => {
    validateExpression(expression, `${field}.matchExpressions[${index}]`, errors);
  });
}

function validateExpression({ key, operator, values = [] }: Expression, field: string, errors: FieldErrors) {
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) {
      errors.required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
    }
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      errors.forbidden(
        `${field}.values`,
        "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      );
    }
  } else errors.invalid(`${field}.operator`, operator, 'not a valid selector operator');
  for (const problem of qualifiedName(key)) errors.invalid(`${field}.key`, key, problem);
  values.forEach((value, index) => {
    for (const problem of labelValue(value)) errors.invalid(`${field}.values[${index}]`, value, problem);
  });
}
