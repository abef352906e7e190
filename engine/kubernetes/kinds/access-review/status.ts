import { parseFieldSelector } from '../../apiserver/field-selector.ts';
import { parseLabelSelector, SelectorError } from '../../apiserver/parse-selector.ts';
import type {
  FieldSelectorAttributes,
  LabelSelectorAttributes,
  SubjectAccessReviewStatus,
} from '../../schemas/generated/types.ts';
import type { Attributes } from './attributes.ts';

/** Everybody may do everything, as with apiserver's AlwaysAllow authorizer. */
export function accessStatus({ resourceAttributes }: Attributes): SubjectAccessReviewStatus {
  const { fieldSelector, labelSelector } = resourceAttributes ?? {};
  const evaluationError = [
    ignored('fieldSelector', fieldSelector, parseFieldSelector, isFieldRequirement),
    ignored('labelSelector', labelSelector, parseLabelSelector, isLabelRequirement),
  ].filter((text) => text !== undefined);
  return {
    allowed: true,
    ...(evaluationError.length === 0 ? {} : { evaluationError: evaluationError.join('; ') }),
  };
}

type Selector = FieldSelectorAttributes | LabelSelectorAttributes;
type SelectorRequirement = NonNullable<Selector['requirements']>[number];

/** What an authorizer could not make use of, in the words of upstream's BuildEvaluationError. */
function ignored(
  name: string,
  { rawSelector = '', requirements = [] }: Selector = {},
  parse: (text: string) => unknown,
  isUsable: (requirement: SelectorRequirement) => boolean,
): string | undefined {
  const usable = requirements.filter(isUsable).length;
  if (usable === requirements.length && isParsed(rawSelector, parse)) return undefined;
  const partially = usable > 0 ? 'partially ' : '';
  return `spec.resourceAttributes.${name} ${partially}ignored due to parse error`;
}

function isParsed(rawSelector: string, parse: (text: string) => unknown): boolean {
  try {
    parse(rawSelector);
    return true;
  } catch (error) {
    if (error instanceof SelectorError) return false;
    throw error;
  }
}

/** Authorizers know of fields no more than that one has a value, or hasn't. */
function isFieldRequirement({ operator, values = [] }: SelectorRequirement): boolean {
  return (operator === 'In' || operator === 'NotIn') && values.length === 1;
}

function isLabelRequirement({ operator }: SelectorRequirement): boolean {
  return ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator);
}
