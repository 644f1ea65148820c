/** Puts the form for many links on the page. Whoever looks for its parts imports this. */
import { byId, cloneTemplate } from '../shared/dom.ts'

byId('bulk-template', HTMLTemplateElement).after(cloneTemplate('bulk-template'))
