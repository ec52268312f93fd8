import { describe, expect, it } from 'vitest';
import { paint, unpaint } from './paint.js';

describe('the grammar of filters', () => {
  it.each([
    '«string "cc-admins"» «operator in» «groups groups»',
    '«string "a"» «operator in» «groups groups» «operator &&» («string \'b\'» «operator in» «groups groups» «operator ||» «operator !»«constant true»)',
    '«groups groups».«function exists»(«name g», «name g».«function startsWith»(«string "cc-"»))',
    '«groups groups».«function exists_one»(«name g», «name g» «operator ==» «string "a"»)',
    '«function size»(«groups groups») «operator >=» «number 0x1F» «operator ?» «constant null» «operator :» «constant false»',
    '«string "a»«escape \\"»«string b»«escape \\n»«string \\q"» «operator in» «groups groups»',
    '«string r"a\\"» «operator in» «groups groups»',
    '«string """a "b" c"""» «operator in» «groups groups»',
    '«constant true» «comment // for everybody»',
    '«string "never closed in groups»',
    '«name user».«name groups»',
    '«name groupsOf»',
  ])('colours %s', async (painted) => {
    expect(await paint('source.groupfilter', unpaint(painted))).toBe(painted);
  });

  it('goes on after a string that is not closed on its line', async () => {
    const painted = '«string "a»\n«operator ||» «string "b"» «operator in» «groups groups»';
    expect(await paint('source.groupfilter', unpaint(painted))).toBe(painted);
  });
});
