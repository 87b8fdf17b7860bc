/** What an address's fragment asks for: `#clara` opens the chat, `#pregunta=…` asks. */
export interface Wish {
  open: boolean;
  question: string;
}

const ASK = "#pregunta=";

/** Read the fragment, and take it away so that a reload does not ask again. */
export function takeWish(): Wish {
  const { hash, pathname, search } = location;
  if (hash !== "#clara" && !hash.startsWith(ASK)) return { open: false, question: "" };
  history.replaceState(history.state, "", pathname + search);
  return { open: true, question: hash.startsWith(ASK) ? decoded(hash.slice(ASK.length)) : "" };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "";
  }
}
