/** Refusals: what ends a request early. Wrong input is not one of them: that is a value. */

/** One thing wrong with what was sent; `path` is the field's name: `attributions.1.wording`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** The one base of all refusals; `detail` is safe to show to whoever asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Further members of the problem document, as `current` and `changes` of a conflict. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${title}: ${detail}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.extra = extra;
  }
}

export class NotFound extends Refusal {
  constructor(detail = 'There is nothing at this address.') {
    super(404, 'Not found', detail);
  }
}

export class Forbidden extends Refusal {
  constructor(detail = 'Your role does not allow this.') {
    super(403, 'Not allowed', detail);
  }
}

export class Unauthenticated extends Refusal {
  constructor(detail = 'Sign in, or send a valid bearer token.') {
    super(401, 'Not signed in', detail);
  }
}

export class Conflict extends Refusal {
  constructor(detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(409, 'Conflict', detail, extra);
  }
}

export class TooMany extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number, detail: string) {
    super(429, 'Too many attempts', detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Wrong input where there is no form to show again: JSON bodies, query strings of data. */
export class Unprocessable extends Refusal {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super(422, 'Wrong input', errors.map((one) => one.message).join(' '), { errors });
    this.errors = errors;
  }
}
