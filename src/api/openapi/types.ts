/**
 * As much of OpenAPI 3.1 as `/openapi.json` uses (https://spec.openapis.org/oas/v3.1.1.html).
 */
import type { JsonSchema } from './schemas.ts'

export interface Reference {
  $ref: string
  /** Stands in place of the description that is referred to. */
  description?: string
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  description: string
  required?: boolean
  schema: JsonSchema
  example?: string
}

export interface MediaType {
  schema: JsonSchema
  example?: unknown
  examples?: Readonly<Record<string, { summary: string; value: unknown }>>
}

export interface RequestBody {
  description?: string
  required: boolean
  content: Readonly<Record<string, MediaType>>
}

export interface Header {
  description: string
  /** Whether each such answer has it. */
  required?: boolean
  schema: JsonSchema
}

export interface Answer {
  description: string
  headers?: Readonly<Record<string, Header | Reference>>
  content?: Readonly<Record<string, MediaType>>
}

/** A call that needs no token has `[]`; else the roles of which the token must have one. */
export type Security = readonly { token: readonly string[] }[]

export interface Operation {
  operationId: string
  summary: string
  description: string
  tags: readonly string[]
  security: Security
  parameters?: readonly (Parameter | Reference)[]
  requestBody?: RequestBody
  responses: Readonly<Record<string, Answer | Reference>>
}

export const METHODS = ['get', 'post', 'patch', 'delete'] as const
export type Method = (typeof METHODS)[number]

export type PathItem = Readonly<Partial<Record<Method, Operation>>>

export interface Components {
  schemas: Readonly<Record<string, JsonSchema>>
  responses: Readonly<Record<string, Answer>>
  parameters: Readonly<Record<string, Parameter>>
  headers: Readonly<Record<string, Header>>
  securitySchemes: { token: { type: string; scheme: string; description: string } }
}

export interface OpenApi {
  openapi: string
  info: { title: string; version: string; summary: string; description: string }
  servers: readonly { url: string; description: string }[]
  tags: readonly { name: string; description: string }[]
  paths: Readonly<Record<string, PathItem>>
  components: Components
}
