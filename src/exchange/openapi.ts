/** `/openapi.json`: the API as the route table and the forms' own schemas describe it. */
import * as z from 'zod';
import { type Ask, data, type GuardedRoute, type Route } from '../web/route.ts';

type JsonObject = { readonly [name: string]: unknown };

const PROBLEM: JsonObject = {
  type: 'object',
  required: ['status', 'title', 'detail'],
  properties: {
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const REFUSALS: Readonly<Record<string, string>> = {
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Somebody else was faster; current and changes say how',
  422: 'Wrong input; errors name the fields',
};

/** The route of the description; it lists the whole table that it becomes part of. */
export function apiRoutes(routes: () => readonly Route[]): GuardedRoute[] {
  const handle = (ask: Ask) => data(describeApi(routes(), ask.house.origin));
  const about = 'This description';
  return [{ method: 'GET', path: '/openapi', action: 'read', handle, about, formats: ['json'] }];
}

/** An OpenAPI 3.1 description of every route that answers JSON. */
function describeApi(routes: readonly Route[], origin: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    if (route.formats && !route.formats.includes('json')) continue;
    // Express writes parameters as :id, OpenAPI as {id}.
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = describeRoute(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Second Source',
      version: '0.1.0',
      description:
        'Every address answers JSON to a bearer token, and with the ending .json to a signed-in ' +
        'browser. Bodies are JSON.',
    },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function describeRoute(route: Route): JsonObject {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const parameters = names.map((name) => ({
    ...{ name, in: 'path', required: true },
    schema: /^id$|Id$/.test(name) ? { type: 'integer', minimum: 1 } : { type: 'string' },
  }));
  const done = { GET: '200', POST: '201', PUT: '200', DELETE: '204' }[route.method];
  return {
    summary: route.about,
    parameters,
    ...(route.action === 'anyone' ? { security: [] } : {}),
    ...(route.body ? { requestBody: bodyOf(route.body) } : {}),
    responses: { [done]: { description: 'Done' }, ...refusals() },
  };
}

function bodyOf(schema: z.ZodType): JsonObject {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { required: true, content: { 'application/json': { schema: json } } };
}

function refusals(): JsonObject {
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  return Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [status, { description, content }]),
  );
}
