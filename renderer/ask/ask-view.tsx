/** The one field that searches and asks, with the answers below it. */
export function AskView({ conversation }: { readonly conversation: string | null }) {
  return <section data-conversation={conversation} />;
}
