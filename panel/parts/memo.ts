import { Component, h, type FunctionComponent, type JSX } from 'preact';

/** A component that is drawn again only when one of its props is another value: what of an answer has not changed is the same object as before. */
export function memo<Props extends object>(Drawn: FunctionComponent<Props>): new (props: Props) => Component<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof Props>;
      return [...names].some((name) => this.props[name] !== next[name]);
    }

    override render(): JSX.Element {
      return h(Drawn, this.props);
    }
  };
}
