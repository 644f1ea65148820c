/**
 * The text of many links: pasted, or read from a file that is chosen or dropped. Knows the field
 * and files; knows no link.
 */
import { bulk } from '#strings'
import './markup.ts'
import { byId, showRich } from '../shared/dom.ts'
import type { Decoded, Submission } from './protocol.ts'
import { lineRange } from './rest.ts'

const FILE_MB = 5

const text = byId('bulk-text', HTMLTextAreaElement)
const fileInput = byId('bulk-file', HTMLInputElement)
const note = byId('bulk-file-note', HTMLElement)
const drop = byId('bulk-drop', HTMLElement)

/** The name of the file that the text is from, which tells its format. */
let fileName: string | null = null

interface SourceListener {
  /** Whether another text may take the place of what is there. */
  isOpen(): boolean
  decode(bytes: ArrayBuffer): Promise<Decoded>
  /** Hears that the text is a file's now. */
  onFile(): Promise<void>
}

/** Brings the field to life, and the ways by which a file gets there. */
export function startSource(listener: SourceListener): void {
  text.addEventListener('input', () => {
    if (isBlank()) forgetFile()
  })
  fileInput.addEventListener('change', () => {
    const [file] = fileInput.files ?? []
    if (file !== undefined) void takeFile(file, listener)
    // So that the same file can be chosen again once it was changed.
    fileInput.value = ''
  })
  for (const kind of ['dragenter', 'dragover'] as const) drop.addEventListener(kind, showDrop)
  drop.addEventListener('dragleave', () => delete drop.dataset.over)
  drop.addEventListener('drop', (event) => {
    delete drop.dataset.over
    const [file] = event.dataTransfer?.files ?? []
    if (file === undefined) return
    event.preventDefault()
    void takeFile(file, listener)
  })
}

/** The text, and the name of the file that it is from. */
export function readSource(): Pick<Submission, 'text' | 'fileName'> {
  return { text: text.value, fileName }
}

/** Whether there is nothing to read. */
export function isBlank(): boolean {
  return text.value.trim() === ''
}

/** Puts another text in place of what is there; of the same file, where there was one. */
export function writeSource(changed: string): void {
  text.value = changed
}

/** Says something beside the field, in a low voice. */
export function noteAtSource(message: string): void {
  note.textContent = message
}

/** Forgets which file the text is from. */
export function forgetFile(): void {
  fileName = null
  note.textContent = ''
}

/** Moves the focus to the text. */
export function focusSource(): void {
  text.focus()
}

/** Selects the line and brings it into sight. */
export function goToLine(line: number): void {
  const { start, end } = lineRange(text.value, line)
  text.focus()
  text.setSelectionRange(start, end)
  // Browsers scroll to a selection only while something is typed.
  const height = Number.parseFloat(getComputedStyle(text).lineHeight) || 20
  text.scrollTop = (line - 3) * height
}

/** Whether the text can be changed; the focus stays where it is. */
export function lockSource(isLocked: boolean): void {
  text.readOnly = isLocked
}

function showDrop(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') !== true) return
  event.preventDefault()
  drop.dataset.over = 'true'
}

async function takeFile(file: File, { isOpen, decode, onFile }: SourceListener): Promise<void> {
  if (!isOpen()) return
  if (file.size > FILE_MB * 1_000_000) {
    showRich(note, bulk.fileTooBig(file.name.replaceAll('`', "'"), FILE_MB))
    return
  }
  try {
    const decoded = await decode(await file.arrayBuffer())
    if (!decoded.ok) {
      note.textContent = bulk.fileUnread(file.name, decoded.message)
      return
    }
    text.value = decoded.text
    fileName = file.name
    note.textContent = bulk.fileRead(file.name)
    await onFile()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    note.textContent = bulk.fileUnread(file.name, why)
  }
}
