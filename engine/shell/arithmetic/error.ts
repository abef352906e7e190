export type ArithmeticTrouble =
  | 'syntax'
  | 'division by zero'
  | 'recursion'
  | 'exponent'
  | 'lvalue'
  | 'trailing'
  | 'digit'
  | 'not a number';

/** An expression that can't be evaluated. `rest` is where it went wrong. */
export class ArithmeticError extends Error {
  readonly trouble: ArithmeticTrouble;
  readonly expression: string;
  readonly rest: string;

  constructor(trouble: ArithmeticTrouble, expression: string, rest: string) {
    super(trouble);
    this.trouble = trouble;
    this.expression = expression;
    this.rest = rest;
  }
}
