import type { Locator, Page } from 'playwright-core';

/** Somebody at the keyboard of a workbench: only what a user can do and see. */
export class User {
  constructor(readonly page: Page) {}

  /** Opens a file by its name and puts the cursor into it. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('Control+KeyP');
    const input = this.page.locator('.quick-input-widget:visible input');
    await input.fill(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /** Runs a command by its title. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget:visible input');
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Selects a text of the active editor, as one does with the search box; the cursor is then at its end. */
  async select(text: string): Promise<void> {
    await this.page.keyboard.press('Control+KeyF');
    const input = this.page.locator('.find-widget.visible .find-part textarea');
    await input.fill(text);
    await this.page.locator('.find-widget .matchesCount', { hasText: /^1 of/ }).waitFor();
    await this.page.keyboard.press('Escape');
    await this.page.locator('.find-widget.visible').waitFor({ state: 'hidden' });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Saves every file, and waits until nothing is left to save. */
  async saveAll(): Promise<void> {
    await this.runCommand('File: Save All');
    await this.page.locator('.tab.dirty').first().waitFor({ state: 'hidden' });
  }

  /** The red waves below mistakes. */
  get squiggles(): Locator {
    return this.page.locator('.editor-group-container.active .squiggly-error');
  }

  /** A line of the list of suggestions. */
  suggestion(label: string): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label });
  }

  /** A line of the list of fixes and refactorings. */
  action(label: string | RegExp): Locator {
    return this.page.locator('.action-widget .monaco-list-row', { hasText: label });
  }

  /** Where the new name is typed. */
  get renameBox(): Locator {
    return this.page.locator('.rename-box input');
  }

  /** Waits until the status bar shows a mapping set: the language server knows of the file that is open. */
  async seesSet(name: string): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: name }).waitFor();
  }

  /** Waits until a text shows in the active editor. */
  async sees(text: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .view-line', { hasText: text }).first().waitFor();
  }

  /** A line of the problems panel. */
  problem(text: string | RegExp): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }
}
