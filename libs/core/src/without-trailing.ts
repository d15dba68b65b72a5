/**
 * A text without the characters `end` at its end. A pattern like `/\/+$/` looks from each of them to the end, which takes minutes for a text
 * that a stranger fills with them.
 * @example withoutTrailing('https://x.example//', '/') // 'https://x.example'
 */
export function withoutTrailing(text: string, end: string): string {
  let length = text.length;
  while (length > 0 && text[length - 1] === end) length -= 1;
  return text.slice(0, length);
}
