/** Sentences of messages. Pure. */

/** With a capital and a full stop, for messages that the core writes to stand after a colon. */
export function asSentence(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`
}
