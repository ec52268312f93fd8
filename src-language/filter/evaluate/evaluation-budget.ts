/** Thrown inside the evaluator, and caught at its edge, when a filter would take too long. */
export class BudgetExceeded extends Error {}

/**
 * Counts what an evaluation costs: about one for each part looked at, each element visited and each 32 characters copied.
 * Macros inside macros multiply, so that a filter of 300 characters could otherwise run for years.
 */
export class EvaluationBudget {
  private spent = 0;

  constructor(private readonly limit: number) {}

  spend(cost: number): void {
    this.spent += cost;
    if (this.spent > this.limit) throw new BudgetExceeded();
  }
}
