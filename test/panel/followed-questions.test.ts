import { describe, expect, it } from 'vitest';
import { FollowedQuestions, type Asked } from '../../client/evaluator-panel/followed-questions.js';
import { FollowedAnswers, type Answer } from '../../panel/followed-answers.js';
import type { MessageFromPanel, QuestionName } from '../../panel/messages.js';

interface Pending {
  readonly question: QuestionName;
  readonly params: object;
  settle(asked: Asked): Promise<void>;
}

/** A panel and the extension that answers it, with a server in between whose answers the test gives. */
function follow() {
  const pending: Pending[] = [];
  const ask = (question: QuestionName, params: object): Promise<Asked> =>
    new Promise((resolve) => {
      pending.push({
        question,
        params,
        async settle(asked) {
          pending.splice(pending.indexOf(this), 1);
          resolve(asked);
          await new Promise(setImmediate);
        },
      });
    });
  let lastId = 0;
  const questions = new FollowedQuestions(ask, (message) => {
    if (message.type === 'followed' || message.type === 'slow') answers.receive(structuredClone(message));
  });
  const send = (message: MessageFromPanel): void => {
    if (message.type === 'follow') questions.follow(message);
    if (message.type === 'unfollow') questions.unfollow(message.id);
  };
  const answers = new FollowedAnswers(send, () => ++lastId);
  const told: Answer<unknown>[] = [];
  const follower = answers.follow('accessDiff', (answer) => told.push(answer));
  const last = (): Answer<unknown> | undefined => told.at(-1);
  return { pending, questions, follower, told, last };
}

const good = (result: unknown): Asked => ({ result, failure: null });

describe('questions that a panel follows', () => {
  it('are answered at once and on every change, one at a time, with what typing has overtaken in between', async () => {
    const { pending, questions, follower, last } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    expect(pending).toHaveLength(1);
    questions.renew();
    questions.renew();
    expect(pending).toHaveLength(1);
    await pending[0]?.settle(good({ a: 1, b: [1, 2] }));
    expect(last()?.result).toEqual({ a: 1, b: [1, 2] });
    expect(pending).toHaveLength(1);
    await pending[0]?.settle(good({ a: 1, b: [1, 3] }));
    expect(last()?.result).toEqual({ a: 1, b: [1, 3] });
    expect(pending).toHaveLength(0);
    questions.renew();
    expect(pending).toHaveLength(1);
  });

  it('tell nothing of a change that concerns them not', async () => {
    const { pending, questions, follower, told } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    await pending[0]?.settle(good({ a: [1] }));
    questions.renew();
    await pending[0]?.settle(good({ a: [1] }));
    expect(told).toHaveLength(1);
    questions.renew();
    await pending[0]?.settle(good({ a: [2] }));
    expect(told.map(({ result }) => result)).toEqual([{ a: [1] }, { a: [2] }]);
  });

  it('drop what was said of another question, and go on from it', async () => {
    const { pending, follower, told, last } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    await pending[0]?.settle(good({ a: 1 }));
    follower.ask({ revision: 'main' }, 0);
    follower.ask({ revision: 'v1' }, 0);
    const before = told.length;
    await pending[0]?.settle(good({ a: 2 }));
    expect(told).toHaveLength(before);
    expect(pending.map(({ params }) => params)).toEqual([{ revision: 'v1' }]);
    await pending[0]?.settle(good({ a: 3 }));
    expect(last()?.result).toEqual({ a: 3 });
  });

  it('show no answer about the set before, and one about the next', async () => {
    const { pending, questions, follower, last } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    questions.changeSet();
    await pending[0]?.settle(good({ set: 'before' }));
    expect(last()).toBeUndefined();
    await pending[0]?.settle(good({ set: 'next' }));
    expect(last()?.result).toEqual({ set: 'next' });
  });

  it('keep the last answer while there is none, and say why', async () => {
    const { pending, questions, follower, last } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    await pending[0]?.settle(good({ a: 1 }));
    questions.renew();
    await pending[0]?.settle({ result: null, failure: 'It has ended.' });
    expect(last()).toEqual({ result: { a: 1 }, params: { revision: 'HEAD' }, failure: 'It has ended.', isSlow: false });
    questions.renew();
    await pending[0]?.settle(good({ a: 1 }));
    expect(last()).toEqual({ result: { a: 1 }, params: { revision: 'HEAD' }, failure: null, isSlow: false });
  });

  it('ask no more once nobody follows, nor for whoever is gone', async () => {
    const { pending, questions, follower, told } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    follower.ask(null, 0);
    await pending[0]?.settle(good({ a: 1 }));
    questions.renew();
    expect(pending).toHaveLength(0);
    follower.ask({ revision: 'HEAD' }, 0);
    questions.clear();
    await pending[0]?.settle(good({ a: 1 }));
    questions.renew();
    expect([pending, told]).toEqual([[], []]);
  });

  it('say that an answer takes its time, and that it has come', async () => {
    const { pending, follower, told, last } = follow();
    follower.ask({ revision: 'HEAD' }, 0);
    await expect.poll(() => last()?.isSlow).toBe(true);
    await pending[0]?.settle(good({ a: 1 }));
    expect(told.map(({ isSlow }) => isSlow)).toEqual([true, false]);
  });
});
