/** An attribute of a block: a name, and an expression on one line. */
export type HclAttribute = readonly [name: string, expression: string];

/** A block in the style of `terraform fmt`: two blanks a level, and the `=` of neighbouring attributes under each other. */
export interface HclBlock {
  /** `resource "confluent_group_mapping" "ops"`. */
  readonly header: string;
  readonly body: readonly (HclAttribute | HclBlock)[];
}

export function writeHclBlock(block: HclBlock, indent = ''): string {
  const inner = `${indent}  `;
  const lines: string[] = [];
  block.body.forEach((item, index) => {
    if (!isAttribute(item)) lines.push(writeHclBlock(item, inner));
    else lines.push(`${inner}${item[0].padEnd(widthAround(block.body, index))} = ${item[1]}`);
  });
  return `${indent}${block.header} {\n${lines.map((line) => `${line}\n`).join('')}${indent}}`;
}

/** The longest name among the attributes that stand directly above and below one. */
function widthAround(body: HclBlock['body'], index: number): number {
  let width = 0;
  for (const step of [-1, 1]) {
    for (let at = index; at >= 0 && at < body.length; at += step) {
      const item = body[at];
      if (!item || !isAttribute(item)) break;
      width = Math.max(width, item[0].length);
    }
  }
  return width;
}

function isAttribute(item: HclAttribute | HclBlock): item is HclAttribute {
  return Array.isArray(item);
}
