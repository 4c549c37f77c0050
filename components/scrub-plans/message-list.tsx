/** Sentences fit on a page up to here. */
const shownMessages = 8;

/** The first sentences of a check; `elsewhere` says where the rest is found, after "And 3 more". */
export function MessageList({
  messages,
  elsewhere = '',
}: {
  messages: readonly { message: string }[];
  elsewhere?: string;
}) {
  const rest = messages.length - shownMessages;
  return (
    <>
      <ul className="list-disc pl-5 empty:hidden">
        {messages.slice(0, shownMessages).map(({ message }) => (
          <li key={message} className="[overflow-wrap:anywhere]">
            {message}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p>
          And {rest.toLocaleString('en')} more{elsewhere}.
        </p>
      )}
    </>
  );
}
