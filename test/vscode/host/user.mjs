/** Somebody at the keyboard of a workbench: only what a user can do and see. */
export class User {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Opens a file by its name and puts the cursor into it. @param {string} path */
  async openFile(path) {
    await this.page.keyboard.press('Control+KeyP');
    await this.#quickInput.fill(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.#chosen(name).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.#focusedEditor.waitFor();
  }

  /** Puts the cursor into the first group's editor, and waits until it is there: a list that is asked for sooner would be closed by it. */
  async focusEditor() {
    await this.page.keyboard.press('Control+Digit1');
    await this.#focusedEditor.waitFor();
  }

  /** Runs a command by its title. @param {string} title */
  async runCommand(title) {
    await this.page.keyboard.press('F1');
    await this.#quickInput.fill(`>${title}`);
    await this.#chosen(title).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Takes a line of the list that a command offers. @param {string} text */
  async choose(text) {
    await this.#quickInput.fill(text);
    await this.#chosen(text).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Selects the first occurrence of a text in the active editor, as one does with the search box. @param {string} text */
  async select(text) {
    await this.page.keyboard.press('Control+KeyF');
    await this.page.locator('.find-widget.visible .find-part textarea').fill(text);
    await this.page.locator('.find-widget .matchesCount', { hasText: /^1 of/ }).waitFor();
    await this.page.keyboard.press('Escape');
    await this.page.locator('.find-widget.visible').waitFor({ state: 'hidden' });
  }

  /** Presses keys, one after the other. @param {readonly string[]} keys */
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** @param {string} text */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Loads the window anew by the editor's own command, and waits until the workbench is there. */
  async reloadWindow() {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench').waitFor();
  }

  /** Saves every file, and waits until nothing is left to save. */
  async saveAll() {
    await this.runCommand('File: Save All');
    await this.page.locator('.tab.dirty').first().waitFor({ state: 'hidden' });
  }

  /** Waits until the status bar shows a mapping set: the language server knows of the file that is open. @param {string} name */
  async seesSet(name) {
    await this.page.locator('.statusbar-item', { hasText: name }).waitFor();
  }

  /** Waits until a text shows in the active editor. @param {string} text */
  async sees(text) {
    await this.page.locator('.editor-group-container.active .view-line', { hasText: text }).first().waitFor();
  }

  /** Brings an editor to the front by its tab. @param {RegExp} name */
  async openTab(name) {
    await this.page.getByRole('tab', { name }).click();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Waits until a text shows above a line of an editor. @param {string | RegExp} text */
  async seesLens(text) {
    await this.page.locator('.codelens-decoration:visible', { hasText: text }).first().waitFor();
  }

  /** Runs what a text above a line of an editor offers. @param {string | RegExp} text */
  async clickLens(text) {
    await this.page.locator('.codelens-decoration:visible a', { hasText: text }).first().click();
  }

  /** The red waves below mistakes. */
  get squiggles() {
    return this.page.locator('.editor-group-container.active .squiggly-error');
  }

  /** A line of the list of suggestions. @param {string} label */
  suggestion(label) {
    return this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label });
  }

  /** A line of the list of fixes and refactorings. @param {string | RegExp} label */
  action(label) {
    return this.page.locator('.action-widget .monaco-list-row', { hasText: label });
  }

  /**
   * Opens the list of fixes at the cursor, where one of this name is. Somebody who asks while the editor is still at work gets no list, and asks again.
   * @param {string | RegExp} label
   */
  async openActions(label) {
    const attempts = 5;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await this.page.keyboard.press('Control+Period');
      try {
        return await this.action(label).first().waitFor({ timeout: 8000 });
      } catch (error) {
        if (attempt === attempts) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Where the new name is typed. */
  get renameBox() {
    return this.page.locator('.rename-box input');
  }

  /** A line of the problems panel. @param {string | RegExp} text */
  problem(text) {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  /** An item of a tree by what a screen reader says of it. @param {RegExp} label */
  row(label) {
    return this.page.getByRole('treeitem', { name: label });
  }

  get #focusedEditor() {
    return this.page.locator('.editor-group-container.active .monaco-editor.focused');
  }

  get #quickInput() {
    return this.page.locator('.quick-input-widget:visible input');
  }

  /** The line of the quick input's list that Enter would take. @param {string} text */
  #chosen(text) {
    return this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
  }
}
