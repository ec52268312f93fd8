/** The provisioning outcome: the one object that the simulator makes and that panel, tests and command line show. Keys are the JSON contract's. */
export interface SimulationResult {
  readonly version: 1;
  readonly organization: { readonly display_name: string | null; readonly jit_enabled: boolean; readonly jit_from: 'default' | 'explicit' };
  readonly outcomes: readonly Outcome[];
  readonly summary: SimulationSummary;
}

export interface SimulationSummary {
  readonly users: number;
  readonly allowed: number;
  readonly denied: number;
  readonly accounts_created: number;
  readonly without_access: number;
  readonly uncertain: number;
}

export type SignIn = 'allowed' | 'denied_by_identity_provider' | 'denied_no_account';
export type Account = 'created' | 'existing' | 'none';

export interface Outcome {
  readonly user: string;
  readonly sign_in: SignIn;
  readonly account: Account;
  readonly groups: readonly string[];
  readonly groups_withheld: readonly { readonly group: string; readonly reason: 'not-assigned' | 'filtered' | 'overflow' }[];
  readonly group_mappings: readonly MappingOutcome[];
  readonly access: {
    readonly sso_session: readonly GrantedRole[];
    readonly api_keys: readonly GrantedRole[];
    readonly acls: readonly GrantedAcl[];
  };
  readonly steps: readonly Step[];
  readonly notes: readonly Note[];
}

export interface MappingOutcome {
  readonly display_name: string;
  readonly result: 'match' | 'no-match' | 'unknown';
  readonly because: readonly (readonly string[])[] | null;
  readonly because_truncated?: true;
  readonly missing: readonly (readonly string[])[] | null;
  readonly missing_truncated?: true;
  readonly reason?: { readonly code: string; readonly message: string };
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly partly_known?: true;
}

export interface GrantedRole {
  readonly role_name: string;
  readonly crn_pattern: string;
  readonly granted_by: readonly string[];
  readonly direct: boolean;
  readonly partly_known?: true;
}

/** The file's own ACL keys plus who grants it. */
export interface GrantedAcl {
  readonly [key: string]: string | readonly string[] | true | undefined;
  readonly granted_by: readonly string[];
  readonly partly_known?: true;
}

export type StepName = 'identity_provider' | 'account' | 'group_claim' | 'group_mappings' | 'access';
export type StepResult =
  'passed' | 'denied' | 'existing' | 'created' | 'missing' | 'empty' | 'overflow' | 'evaluated' | 'granted' | 'nothing';

export interface Step {
  readonly step: StepName;
  readonly result: StepResult;
  readonly message: string;
  readonly rule: string;
  readonly basis: 'documented' | 'assumption' | 'our-choice';
  /** Address of the page the rule comes from; null for our own choices. */
  readonly source: string | null;
}

export type NoteCode =
  | 'attribute-not-designated'
  | 'attribute-missing'
  | 'attribute-empty'
  | 'group-claim-overflow'
  | 'group-not-listed'
  | 'joined-group-value'
  | 'mapping-unknown'
  | 'matches-everyone'
  | 'undocumented-operator'
  | 'unverified-operator'
  | 'acl-deny'
  | 'no-access';

export interface Note {
  readonly code: NoteCode;
  readonly message: string;
  readonly group_mapping?: string;
}
