/** The chat's own page: asks what its address asks, and puts the cursor in the question. */
import type { Chat } from "../chat/chat";
import { takeWish } from "../hash";

const chat = document.querySelector<Chat>("clara-chat");

function follow(): void {
  const { question } = takeWish();
  if (question) chat?.ask(question);
}

follow();
addEventListener("hashchange", follow);
// A finger's keyboard would cover the greeting.
if (matchMedia("(hover: hover)").matches) chat?.focusQuestion();
