/**
 * A site with links as a small team has them, for what looks at whole pages: pictures, Lighthouse,
 * budgets. Nothing in it is real: every host is reserved for examples.
 */
import { formatTime } from '../../src/core/fields/time.ts'
import type { Link } from '../../src/core/link.ts'
import { type LinkSet, toLinkSet } from '../../src/core/link-set.ts'
import { link } from './links.ts'

/** What the owner of the site decided. */
export const DEMO_SITE = {
  name: 'Corner Oven',
  directory: 'search',
  teams: { bakers: ['ada', 'grace'], events: ['ada', 'linus'] },
}

type DemoLink = readonly [
  slug: string,
  url: string,
  title: string,
  tags: readonly string[],
  /** What is not as with the others; times by their distance from today. */
  more?: (day: (days: number) => string) => Partial<Link>,
]

const LINKS: readonly DemoLink[] = [
  ['menu', 'https://corner-oven.example/menu/autumn', 'What we bake this autumn', ['shop']],
  ['docs', 'https://docs.corner-oven.example/handbook/', 'The handbook', ['docs']],
  ['docs/start', 'https://docs.corner-oven.example/handbook/first-day', 'Your first day', ['docs']],
  ['docs/style', 'https://docs.corner-oven.example/handbook/style', 'How we write', ['docs']],
  ['docs/*', 'https://docs.corner-oven.example/:splat', 'Any page of the handbook', ['docs']],
  ['talk', 'https://talks.example.org/2026/short-links-baked', 'Short links, baked', ['talk']],
  ['talks/2026', 'https://talks.example.org/2026/', 'All talks of 2026', ['talk']],
  ['talks/2025', 'https://talks.example.org/2025/', 'All talks of 2025', ['talk']],
  [
    'slides',
    'https://slides.example.org/d/short-links?page=1',
    'Slides of the last talk',
    ['talk'],
  ],
  ['rye', 'https://recipes.example.net/bread/rye-three-stages', 'Rye in three stages', ['recipe']],
  ['brioche', 'https://recipes.example.net/bread/brioche', 'Brioche, the slow one', ['recipe']],
  ['focaccia', 'https://recipes.example.net/bread/focaccia', 'Focaccia with rosemary', ['recipe']],
  ['baguette', 'https://recipes.example.net/bread/baguette', 'Baguettes overnight', ['recipe']],
  ['starter', 'https://recipes.example.net/starter/seven-days', 'A starter in a week', ['recipe']],
  ['starter-help', 'https://forum.example.org/t/starter-trouble/812', 'My starter sulks', ['help']],
  ['pretzel', 'https://recipes.example.net/bread/pretzel', 'Pretzels with lye', ['recipe']],
  ['ciabatta', 'https://recipes.example.net/bread/ciabatta', 'Ciabatta, very wet', ['recipe']],
  ['pizza', 'https://recipes.example.net/pizza/48-hours', 'Pizza dough, 48 hours', ['recipe']],
  ['galette', 'https://recipes.example.net/pastry/galette', 'Galette with plums', ['recipe']],
  ['crust', 'https://recipes.example.net/pastry/shortcrust', 'Shortcrust pastry', ['recipe']],
  ['flour', 'https://mill.example.com/orders/new?account=corner-oven', 'Order flour', ['shop']],
  ['mill', 'https://mill.example.com/', 'Our mill', ['shop']],
  ['hours', 'https://corner-oven.example/visit#hours', 'When we are open', ['shop']],
  ['map', 'https://maps.example.com/place/corner-oven?z=17', 'How to find us', ['shop']],
  ['jobs', 'https://corner-oven.example/jobs', 'Come and bake with us', ['team']],
  ['rota', 'https://calendar.example.com/rota/2026', 'Who bakes when', ['team']],
  ['wiki', 'https://wiki.corner-oven.example/', 'The team’s wiki', ['team']],
  ['oncall', 'https://calendar.example.com/oven-watch', 'Who watches the oven', ['team']],
  ['expenses', 'https://forms.example.com/expenses/2026', 'Claim expenses', ['team', 'form']],
  ['holiday', 'https://forms.example.com/time-off', 'Ask for days off', ['team', 'form']],
  ['feedback', 'https://forms.example.com/feedback/7f3a', 'Tell us what you think', ['form']],
  ['newsletter', 'https://letters.example.org/corner-oven', 'A letter each month', ['news']],
  ['letters/2026-10', 'https://letters.example.org/corner-oven/31', 'October’s letter', ['news']],
  ['letters/2026-11', 'https://letters.example.org/corner-oven/32', 'November’s letter', ['news']],
  ['blog', 'https://blog.corner-oven.example/', 'From the oven', ['news']],
  ['photos', 'https://photos.example.net/corner-oven/open-day', 'Open day in pictures', ['news']],
  ['press', 'https://corner-oven.example/press', 'For the press', ['news']],
  ['code', 'https://code.example.org/corner-oven', 'Our code', ['code']],
  ['issues', 'https://code.example.org/corner-oven/site/issues', 'What is broken', ['code']],
  ['pr/:id', 'https://code.example.org/corner-oven/site/pulls/:id', 'One proposal', ['code']],
  ['ci', 'https://builds.example.org/corner-oven', 'Builds', ['code']],
  ['status', 'https://status.example.org/corner-oven', 'Is it us, or the network?', ['code']],
  ['roadmap', 'https://board.example.com/corner-oven/2027', 'What comes next', ['code', 'team']],
  ['chat', 'https://chat.example.org/invite/corner-oven', 'Chat with us', ['help']],
  ['faq', 'https://docs.corner-oven.example/questions', 'Asked often', ['help', 'docs']],
  ['allergens', 'https://docs.corner-oven.example/allergens', 'What is in it', ['help', 'docs']],
  ['course', 'https://courses.example.org/sourdough/spring', 'The sourdough course', ['event']],
  ['open-day', 'https://events.example.org/corner-oven/open-day', 'Open day', ['event']],
  ['market', 'https://events.example.org/winter-market', 'Find us at the market', ['event']],
  ['meetup', 'https://events.example.org/bakers-meetup', 'Bakers’ meetup', ['event']],
  ['kneipp', '/rye', 'An older name for the rye', ['recipe']],
  ['handbook', '/docs', 'An older name of the docs', ['docs']],
  [
    'stollen',
    'https://shop.corner-oven.example/stollen?utm_source=card&utm_medium=print',
    'Order stollen in time',
    ['shop', 'event'],
    (day) => ({ owner: 'bakers', expiresAt: day(26) }),
  ],
  [
    'early-bird',
    'https://courses.example.org/sourdough/spring?ticket=early',
    'Early birds pay less',
    ['event'],
    (day) => ({ owner: 'events', expiresAt: day(6) }),
  ],
  [
    'survey',
    'https://forms.example.com/survey/autumn',
    'Five questions about bread',
    ['form'],
    (day) => ({ owner: 'ada', expiresAt: day(13) }),
  ],
  [
    'advent',
    'https://corner-oven.example/advent',
    'A recipe each day of Advent',
    ['event', 'recipe'],
    (day) => ({ owner: 'events', startsAt: day(5), expiresAt: day(40) }),
  ],
  [
    'summer',
    'https://events.example.org/summer-fair',
    'The summer fair',
    ['event'],
    (day) => ({ owner: 'events', expiresAt: day(-90), createdAt: day(-180) }),
  ],
  [
    'beta',
    'https://next.corner-oven.example/',
    'The new shop, not ready',
    ['code'],
    () => ({ owner: 'grace', state: 'disabled', listed: false }),
  ],
  [
    'old-shop',
    'https://shop.example.net/corner-oven',
    'The shop we had before',
    ['shop'],
    (day) => ({ owner: 'bakers', state: 'gone', createdAt: day(-640) }),
  ],
  [
    'board',
    'https://wiki.corner-oven.example/minutes',
    'Minutes of the board',
    ['team'],
    (day) => ({ owner: 'linus', listed: false, createdAt: day(-3) }),
  ],
]

const DAY_MS = 864e5
const MORNING_MS = 8 * 36e5
const OWNERS = ['ada', 'grace', 'linus', 'bakers']

/** Sixty links of about two years, the last of them added a little before `now`. */
export function demoLinks(now: number): LinkSet {
  // In the morning, as people choose times.
  const day = (days: number) => formatTime(Math.floor(now / DAY_MS + days) * DAY_MS + MORNING_MS)
  return toLinkSet(
    LINKS.map(([slug, url, title, tags, more], index) => {
      // Ever closer together, as a site that is used more and more.
      const age = 1 + 700 * ((LINKS.length - index) / LINKS.length) ** 2
      return link({
        slug,
        url,
        title,
        tags: [...tags],
        ...(index % 3 === 0 ? { owner: OWNERS[(index / 3) % OWNERS.length] ?? 'ada' } : {}),
        createdAt: day(-age),
        createdBy: index % 2 === 0 ? 'ada' : 'grace',
        ...more?.(day),
      })
    }),
  )
}
