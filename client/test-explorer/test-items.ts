import * as vscode from 'vscode';
import type { DocumentPlace, ExpectationKey, ExpectationTestsResult } from '../../protocol.js';
import { oneLine } from '../markdown.js';
import { pathOfSet, toRange } from '../places.js';

/** What an item of the tests stands for. Every item is that of a set, of a user below it, or of a key below that. */
export interface TestSubject {
  /** The set's own URI. */
  readonly set: string;
  /** The id of the user's test, and its item; null at a set. */
  readonly userId: string | null;
  readonly user: vscode.TestItem | null;
  /** Null at a set and a user. */
  readonly key: ExpectationKey | null;
}

const subjects = new WeakMap<vscode.TestItem, TestSubject>();

/** What an item of ours stands for. */
export function testOf(item: vscode.TestItem): TestSubject | undefined {
  return subjects.get(item);
}

/** Brings the items of a set in line with its tests; an item that stays is the same object, so that it keeps its results. */
export function syncTests(controller: vscode.TestController, { uri, name, users }: ExpectationTestsResult): void {
  const set = itemIn(controller, controller.items, uri, undefined);
  subjects.set(set, { set: uri, userId: null, user: null, key: null });
  set.label = setLabel(oneLine(name) || uri, pathOfSet(uri));
  keepOnly(
    set.children,
    users.map(({ id }) => id),
  );
  users.forEach((test, at) => {
    const user = itemIn(controller, set.children, test.id, test);
    subjects.set(user, { set: uri, userId: test.id, user, key: null });
    describe(user, test.name, at);
    keepOnly(
      user.children,
      test.keys.map(({ key }) => key),
    );
    test.keys.forEach((expected, index) => {
      const key = itemIn(controller, user.children, expected.key, expected);
      subjects.set(key, { set: uri, userId: test.id, user, key: expected.key });
      describe(key, `${expected.key}: ${expected.expected}`, index);
    });
  });
}

/** Every user of a set and their keys, in order; a user of whom nothing is expected has none. */
export function usersOf(set: vscode.TestItem): readonly vscode.TestItem[] {
  return [...set.children].map(([, user]) => user);
}

/** What fails or passes: the keys of a user, or the user where there are none. */
export function leavesOf(user: vscode.TestItem): readonly vscode.TestItem[] {
  return user.children.size === 0 ? [user] : [...user.children].map(([, key]) => key);
}

/** The item of an id, at a place; a file's URI cannot be changed in an item. */
function itemIn(
  controller: vscode.TestController,
  items: vscode.TestItemCollection,
  id: string,
  place: DocumentPlace | undefined,
): vscode.TestItem {
  const uri = place && vscode.Uri.parse(place.uri);
  const known = items.get(id);
  const item = known?.uri?.toString() === uri?.toString() && known ? known : controller.createTestItem(id, id, uri);
  if (item !== known) items.add(item);
  if (place) item.range = toRange(place.range);
  return item;
}

/** No descriptions: the editor reads them aloud instead of the labels. */
function describe(item: vscode.TestItem, label: string, at: number): void {
  item.label = oneLine(label) || vscode.l10n.t('(no name)');
  item.sortText = String(at).padStart(6, '0');
}

/** A set's name, with its path where that says more. */
function setLabel(name: string, path: string): string {
  const folder = path.slice(path.lastIndexOf('/') + 1);
  return folder.toLowerCase() === name.toLowerCase() || path === '' ? name : `${name} (${path})`;
}

function keepOnly(items: vscode.TestItemCollection, ids: readonly string[]): void {
  const kept = new Set(ids);
  items.forEach(({ id }) => {
    if (!kept.has(id)) items.delete(id);
  });
}
