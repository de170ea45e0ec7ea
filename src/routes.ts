/** The table of routes: the features in the order in which their paths are tried. */

import { ARTICLE_ROUTES } from './articles/routes.ts';
import { BULK_ROUTES } from './bulk/bulk-routes.ts';

import { CLAIM_FORM_ROUTES } from './claims/form-routes.ts';
import { EXPORT_COLUMNS } from './claims/list-export.ts';
import { CLAIM_LIST_ROUTES, FILTER_HELP } from './claims/list-routes.ts';

import { CLAIM_ROUTES } from './claims/routes.ts';
import { CORRECTION_COLUMNS } from './corrections/json.ts';
import { CORRECTION_ROUTES } from './corrections/routes.ts';
import { draftRoutes } from './drafts/routes.ts';
import { IMPORT_HELP, IMPORT_ROUTES } from './exchange/import-routes.ts';
import { apiRoutes } from './exchange/openapi.ts';
import { PROPOSAL_ROUTES } from './extraction/routes.ts';
import { FILTER_ROUTES } from './filters/routes.ts';
import { helpRoutes } from './help/help.ts';
import { HISTORY_COLUMNS } from './history/export.ts';
import { HISTORY_ROUTES } from './history/routes.ts';
import type { Action } from './people/person.ts';
import { PEOPLE_ROUTES } from './people/routes.ts';
import { POLICY_ROUTES } from './policy/policy-routes.ts';
import { WAIVER_ROUTES } from './policy/waiver-routes.ts';
import { REDACTION_ROUTES } from './redaction/routes.ts';
import { REPLY_COLUMNS } from './replies/export.ts';
import { REPLY_ROUTES } from './replies/routes.ts';
import { COMMENT_ROUTES } from './review/comment-routes.ts';
import { DESK_ROUTES } from './review/desk.ts';
import { QUEUE_ROUTES } from './review/queue.ts';
import { REVIEW_ROUTES } from './review/routes.ts';
import { CONSEQUENCE_ROUTES } from './sources/consequences-routes.ts';
import { DECISION_ROUTES } from './sources/decision-routes.ts';
import { RESTRICTION_ROUTES } from './sources/restriction-routes.ts';
import { SOURCE_ROUTES } from './sources/routes.ts';
import { forThoseWhoSee } from './sources/seen.ts';
import { columnsOf } from './web/csv.ts';
import { HEALTH_ROUTES } from './web/health.ts';
import type { Route } from './web/route.ts';

const ALL: readonly Route[] = [
  ...HEALTH_ROUTES,
  ...DESK_ROUTES,
  ...CLAIM_LIST_ROUTES,
  ...CLAIM_FORM_ROUTES,
  ...CLAIM_ROUTES,
  ...FILTER_ROUTES,
  ...IMPORT_ROUTES,
  ...REVIEW_ROUTES,
  ...COMMENT_ROUTES,
  ...QUEUE_ROUTES,
  ...BULK_ROUTES,
  ...WAIVER_ROUTES,
  ...POLICY_ROUTES,
  ...ARTICLE_ROUTES,
  ...CORRECTION_ROUTES,
  ...PROPOSAL_ROUTES,
  ...PEOPLE_ROUTES,
  ...SOURCE_ROUTES,
  ...DECISION_ROUTES,
  ...RESTRICTION_ROUTES,
  ...REDACTION_ROUTES,
  ...CONSEQUENCE_ROUTES,
  ...REPLY_ROUTES,
  ...HISTORY_ROUTES,
  ...draftRoutes(() => ROUTES),
  ...helpRoutes(() => ROUTES, {
    filters: FILTER_HELP,
    columns: [
      ...EXPORT_COLUMNS,
      REPLY_COLUMNS,
      columnsOf('/corrections.csv', CORRECTION_COLUMNS),
      columnsOf('/history.csv', HISTORY_COLUMNS),
    ],
    importColumns: IMPORT_HELP,
  }),
  ...apiRoutes(() => ROUTES),
];

/** What a restricted source has is not there for those who may not see it. */
export const ROUTES: readonly Route[] = ALL.map(forThoseWhoSee);

/** The head of every page. */
export const SECTIONS: readonly {
  readonly label: string;
  readonly url: string;
  /** Where its link leads, if not there. */
  readonly opens?: string;
  readonly action: Action;
}[] = [
  { label: 'Desk', url: '/', action: 'read' },
  { label: 'Claims', url: '/claims', opens: '/filters/default', action: 'read' },
  { label: 'Articles', url: '/articles', action: 'read' },
  { label: 'Sources', url: '/sources', action: 'read' },
  { label: 'Replies', url: '/replies', action: 'read' },
  { label: 'Review', url: '/review', action: 'read' },
  { label: 'Rules', url: '/policy', action: 'read' },
  { label: 'History', url: '/history', action: 'read' },
  { label: 'People', url: '/people', action: 'administer' },
  { label: 'Help', url: '/help', action: 'read' },
];
