import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { GoLiteral } from '../../apiserver/field-errors.ts';
import { goQuote } from '../../apiserver/go-text.ts';
import { labelValue, qualifiedName } from '../../apiserver/names.ts';
import type {
  FieldSelectorAttributes,
  LabelSelectorAttributes,
  NonResourceAttributes,
  ResourceAttributes,
} from '../../schemas/generated/types.ts';

/** What an access review asks for: one of the two. */
export interface Attributes {
  readonly resourceAttributes?: ResourceAttributes;
  readonly nonResourceAttributes?: NonResourceAttributes;
}

type Selector = FieldSelectorAttributes | LabelSelectorAttributes;
type SelectorRequirement = NonNullable<Selector['requirements']>[number];

export function goNonResourceAttributes({ path = '', verb = '' }: NonResourceAttributes): GoLiteral {
  return new GoLiteral(`authorization.NonResourceAttributes{Path:${goQuote(path)}, Verb:${goQuote(verb)}}`);
}

/** What ValidateSubjectAccessReviewSpec and ValidateSelfSubjectAccessReviewSpec say of the attributes. */
export function validateAttributes(
  { resourceAttributes, nonResourceAttributes }: Attributes,
  errors: FieldErrors,
): void {
  if (resourceAttributes !== undefined && nonResourceAttributes !== undefined) {
    const why = 'cannot be specified in combination with resourceAttributes';
    errors.invalid('spec.nonResourceAttributes', goNonResourceAttributes(nonResourceAttributes), why);
  }
  if (resourceAttributes === undefined && nonResourceAttributes === undefined) {
    const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    errors.invalid('spec.resourceAttributes', 'null', why);
  }
}

/** Upstream's validateResourceAttributes. */
export function validateSelectors({ resourceAttributes }: Attributes, errors: FieldErrors): void {
  const { fieldSelector, labelSelector } = resourceAttributes ?? {};
  validateSelector(fieldSelector, 'spec.resourceAttributes.fieldSelector', errors, validateFieldKey);
  validateSelector(labelSelector, 'spec.resourceAttributes.labelSelector', errors, validateLabels);
}

type RequirementRule = (requirement: SelectorRequirement, field: string, errors: FieldErrors) => void;

function validateSelector(
  selector: Selector | undefined,
  field: string,
  errors: FieldErrors,
  rule: RequirementRule,
): void {
  if (selector === undefined) return;
  const { rawSelector = '', requirements = [] } = selector;
  if (rawSelector !== '' && requirements.length > 0) {
    const why = 'may not specified at the same time as requirements';
    errors.invalid(`${field}.rawSelector`, rawSelector, why);
  }
  if (rawSelector === '' && requirements.length === 0) {
    const why = `when ${field} is specified, requirements or rawSelector is required`;
    errors.required(`${field}.requirements`, why);
  }
  requirements.forEach((requirement, index) => {
    rule(requirement, `${field}.requirements[${index}]`, errors);
  });
}

/** Operators that aren't known are let through: newer clients may know more of them. */
function validateValues({ operator, values = [] }: SelectorRequirement, field: string, errors: FieldErrors) {
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    errors.required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    errors.forbidden(`${field}.values`, why);
  }
}

/** apimachinery's ValidateFieldSelectorRequirement. */
function validateFieldKey(requirement: SelectorRequirement, field: string, errors: FieldErrors): void {
  if (requirement.key === '') errors.required(`${field}.key`, 'must be specified');
  validateValues(requirement, field, errors);
}

/** apimachinery's ValidateLabelSelectorRequirement. */
function validateLabels(requirement: SelectorRequirement, field: string, errors: FieldErrors): void {
  const { key, values = [] } = requirement;
  validateValues(requirement, field, errors);
  for (const problem of qualifiedName(key)) errors.invalid(`${field}.key`, key, problem);
  values.forEach((value, index) => {
    for (const problem of labelValue(value)) errors.invalid(`${field}.values[${index}]`, value, problem);
  });
}
