/** What the editor calls the evaluator's panels; `package.json` names it too. */
export const evaluatorViewType = 'groupmap.evaluator';
