import type { FieldNumbers } from '../field-numbers.ts';

/** authentication/v1. */
export const AUTHENTICATION: FieldNumbers = {
  SelfSubjectReview: 'metadata status',
  SelfSubjectReviewStatus: 'userInfo',
  TokenReview: 'metadata spec status',
  TokenReviewSpec: 'token audiences',
  TokenReviewStatus: 'authenticated user error audiences',
  UserInfo: 'username uid groups extra',
};
