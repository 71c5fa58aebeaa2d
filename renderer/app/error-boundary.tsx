import { Component, type ComponentType, type ReactNode } from 'react';

/** Shows `fallback` in place of a part that failed to draw, until `resetKey` changes or it is tried again. */
export class ErrorBoundary extends Component<
  {
    readonly children: ReactNode;
    readonly resetKey: string;
    readonly fallback: ComponentType<{ readonly again: () => void }>;
  },
  { readonly failed: boolean }
> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: { readonly resetKey: string }): void {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.#again();
  }

  readonly #again = (): void => {
    this.setState({ failed: false });
  };

  override render(): ReactNode {
    const { children, fallback: Fallback } = this.props;
    return this.state.failed ? <Fallback again={this.#again} /> : children;
  }
}
