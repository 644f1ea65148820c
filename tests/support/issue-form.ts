/** The issue forms as a Git host renders what people filled in. */
import { CHANGE_LABELS, NEW_LINK_LABELS } from '../../src/formats/issue-form.ts'

type Values<Labels> = Partial<Record<keyof Labels, string>>

/** "New link", filled in; without a target it leads to example.com. */
export function newLink(values: Values<typeof NEW_LINK_LABELS> = {}): string {
  return render(NEW_LINK_LABELS, { url: 'https://example.com/talk', ...values })
}

/** "Change a link", filled in; without any it is about `docs`. */
export function changeLink(values: Values<typeof CHANGE_LABELS> = {}): string {
  return render(CHANGE_LABELS, { link: 'docs', ...values })
}

function render(labels: Readonly<Record<string, string>>, values: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, label]) => `### ${label}\n\n${values[name] ?? '_No response_'}`)
    .join('\n\n')
}
