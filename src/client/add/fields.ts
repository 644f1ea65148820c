/** The controls of the form that adds a link. */
import { bindFields } from '../fields/fields.ts'

export const submitFields = bindFields('')
