import type { Expression } from '../../src-language/filter/expression.js';

/** A tree as nested prefix notation, with the precedence made visible. */
export function shape(node: Expression | null): string {
  switch (node?.kind) {
    case undefined:
      return 'nothing';
    case 'string':
      return JSON.stringify(node.value);
    case 'bytes':
      return `bytes(${[...node.value].join(' ')})`;
    case 'int':
    case 'uint':
    case 'double':
      return `${node.kind}(${node.value})`;
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
    case 'identifier':
      return (node.isGlobal ? '.' : '') + node.name;
    case 'select':
      return `${shape(node.operand)}.${node.field}`;
    case 'index':
      return `${shape(node.operand)}[${shape(node.index)}]`;
    case 'call':
      return `${node.target ? `${shape(node.target)}.` : ''}${node.name}(${node.args.map(shape).join(', ')})`;
    case 'list':
      return `[${node.elements.map(shape).join(', ')}]`;
    case 'map':
      return `{${node.entries.map((entry) => `${shape(entry.key)}: ${shape(entry.value)}`).join(', ')}}`;
    case 'struct':
      return `${shape(node.type)}{${node.fields.map((field) => `${field.name}: ${shape(field.value)}`).join(', ')}}`;
    case 'unary':
      return `(${node.operator.repeat(node.count)} ${shape(node.operand)})`;
    case 'binary':
      return `(${node.operator} ${shape(node.left)} ${shape(node.right)})`;
    case 'logical':
      return `(${node.operator} ${node.operands.map(shape).join(' ')})`;
    case 'conditional':
      return `(? ${shape(node.condition)} ${shape(node.then)} ${shape(node.otherwise)})`;
    case 'paren':
      return `<${shape(node.inner)}>`;
    case 'missing':
      return '_';
  }
}
