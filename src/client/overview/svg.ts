/** Pictures, element by element; their colours are in the style sheets, by class. */

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** An SVG element with these attributes and children; a text child is text, never markup. */
export function drawElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NAMESPACE, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}

/** A whole picture, which assistive technology reads as one image with this label. */
export function drawPicture(
  width: number,
  height: number,
  label: string,
  children: readonly Node[],
): SVGSVGElement {
  const attributes = { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }
  return drawElement('svg', attributes, ...children)
}

/** A coordinate as paths have it: a tenth of a pixel is finer than any screen. */
export function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10
}
