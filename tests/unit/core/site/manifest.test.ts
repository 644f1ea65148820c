/** What the manifest says, and with which icons. */
import { expect, test } from 'vitest'
import {
  formatManifest,
  isIcon,
  type ManifestInput,
  OUR_ICONS,
  pickIcons,
} from '../../../../src/core/site/manifest.ts'

const INPUT: ManifestInput = {
  name: 'Example Go',
  lang: 'en',
  icons: OUR_ICONS,
  themeColour: '#ffdf8a',
  words: { description: 'Links', addLink: 'Add a link', allLinks: 'All links' },
}

const picture = (type: string, width: number, height = width) => ({
  src: '/custom/logo',
  type,
  width,
  height,
})

test('it is an app of the admin page alone, and takes what is shared', () => {
  const manifest = JSON.parse(formatManifest(INPUT))
  expect(manifest).toMatchObject({
    id: '/admin/',
    start_url: '/admin/',
    scope: '/admin/',
    name: 'Example Go',
    short_name: 'Example Go',
    lang: 'en',
    display: 'standalone',
    theme_color: '#ffdf8a',
    share_target: {
      action: '/admin/',
      method: 'GET',
      params: { title: 'title', text: 'text', url: 'url' },
    },
  })
  const shortcuts: { url: string }[] = manifest.shortcuts
  expect(shortcuts.map(({ url }) => url)).toEqual(['/admin/#submit', '/admin/#links'])
})

test('a hostile or long name is text, and is not cut by us', () => {
  const name = '"},{"start_url":"https://evil.example/"'
  const manifest = JSON.parse(formatManifest({ ...INPUT, name }))
  expect(manifest).toMatchObject({ name, start_url: '/admin/' })
  expect(manifest).not.toHaveProperty('short_name')
})

test.each([
  ['a square SVG', picture('image/svg+xml', 24), true],
  ['a square PNG', picture('image/png', 512), true],
  ['nearly a square', picture('image/png', 120, 100), true],
  ['a word mark', picture('image/svg+xml', 400, 100), false],
  ['a column', picture('image/svg+xml', 100, 400), false],
  ['a JPEG', picture('image/jpg', 512), false],
])('%s as an icon: %o', (_, own, is) => {
  expect(isIcon(own)).toBe(is)
})

test('the owner’s icon comes alone where it is enough, and ours beside it where it is not', () => {
  const sizesOf = (own: Parameters<typeof pickIcons>[0]) => pickIcons(own).map(({ sizes }) => sizes)
  const ours = ['192x192', '512x512', '512x512']
  expect(sizesOf(null)).toEqual(ours)
  expect(sizesOf(picture('image/svg+xml', 24, 20))).toEqual(['any'])
  expect(sizesOf(picture('image/png', 512))).toEqual(['512x512'])
  expect(sizesOf(picture('image/png', 64))).toEqual(['64x64', ...ours])
  expect(sizesOf(picture('image/png', 500, 512))).toEqual(['500x512', ...ours])
  expect(pickIcons(null).some(({ purpose }) => purpose === 'maskable')).toBe(true)
})
