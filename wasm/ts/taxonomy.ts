// Made by `cargo xtask wasm` from crates/govseg/data. Change it there.

/** The segments, in the order in which they stand in every list. */
export const SEGMENTS = ["informational", "beneficial", "dutiful", "commercial", "intergovernmental", "other"] as const;

/** The kind of contact. */
export type Segment = (typeof SEGMENTS)[number];

/** The built-in facts, in order, each with its values, in order. */
export const FACTS = {
  customer: ["citizen", "noncitizen", "business", "government_agency", "military", "law_enforcement", "other_entity"],
  capacity: ["private", "official"],
  obligation: ["voluntary", "required_for_benefit", "mandatory"],
  content: ["information_only", "service"],
  direction: ["to_customer", "from_customer", "both"],
  determination: ["yes", "no"],
  benefit: ["none", "financial", "administrative", "diplomatic"],
  charge: ["none", "fee", "price", "levy"],
  duty: ["none", "reporting", "filing", "audit", "investigation", "prohibition", "penalty"],
  occurrence: ["routine", "exceptional", "unique"],
  outcome: ["none", "recruitment", "enrollment", "payment", "award", "recommendation", "contract"],
  channel: ["computer", "mobile", "email", "chatbot", "phone", "automated_phone", "in_person", "paper", "postal_mail", "fax", "self_service_kiosk", "other_non_digital", "website", "mobile_app", "live_chat", "sms_text_messages", "social_media", "other_digital"],
} as const;

/** The name of a built-in fact. */
export type FactName = keyof typeof FACTS;

/** Who the customer is: the party on whose behalf the contact is made. */
export type CustomerType = (typeof FACTS)["customer"][number];

/** For whom the customer acts: for themselves or their own firm, or for a government, law-enforcement or military organization. */
export type Capacity = (typeof FACTS)["capacity"][number];

/** Whether the customer may choose to make the contact or not. */
export type Obligation = (typeof FACTS)["obligation"][number];

/** Whether the contact only moves information, or government does, decides, gives or enforces something in it. */
export type Content = (typeof FACTS)["content"][number];

/** Which way the information goes. */
export type Direction = (typeof FACTS)["direction"][number];

/** Whether government must determine that the customer is eligible or qualified. */
export type Determination = (typeof FACTS)["determination"][number];

/** What the customer gains beyond what a price buys. */
export type Benefit = (typeof FACTS)["benefit"][number];

/** What the customer pays in the contact. */
export type Charge = (typeof FACTS)["charge"][number];

/** What is demanded of the customer. */
export type Duty = (typeof FACTS)["duty"][number];

/** How regular the function of government is in which the contact occurs. */
export type Occurrence = (typeof FACTS)["occurrence"][number];

/** The transaction that the contact leads to. */
export type Outcome = (typeof FACTS)["outcome"][number];

/** How the contact is made. */
export type Channel = (typeof FACTS)["channel"][number];

/** What may be known of one fact: one value, a list of those still possible, or nothing. */
export type Known<Value> = Value | readonly Value[] | null | undefined;

/** What is known of a contact. What is left out is unknown. */
export interface Facts {
  /** Who the customer is: the party on whose behalf the contact is made. */
  readonly customer?: Known<CustomerType>;
  /** For whom the customer acts: for themselves or their own firm, or for a government, law-enforcement or military organization. */
  readonly capacity?: Known<Capacity>;
  /** Whether the customer may choose to make the contact or not. */
  readonly obligation?: Known<Obligation>;
  /** Whether the contact only moves information, or government does, decides, gives or enforces something in it. */
  readonly content?: Known<Content>;
  /** Which way the information goes. */
  readonly direction?: Known<Direction>;
  /** Whether government must determine that the customer is eligible or qualified. */
  readonly determination?: Known<Determination | boolean>;
  /** What the customer gains beyond what a price buys. */
  readonly benefit?: Known<Benefit>;
  /** What the customer pays in the contact. */
  readonly charge?: Known<Charge>;
  /** What is demanded of the customer. */
  readonly duty?: Known<Duty>;
  /** How regular the function of government is in which the contact occurs. */
  readonly occurrence?: Known<Occurrence>;
  /** The transaction that the contact leads to. */
  readonly outcome?: Known<Outcome>;
  /** How the contact is made. All that were used. */
  readonly channel?: Known<Channel>;
}

/** The facts under an agency's policy: the built-in ones, and its own. */
export type AgencyFacts = Facts & { readonly [fact: string]: Known<string | boolean> };

/** The languages in which govseg speaks. */
export const LANGUAGES = ["en", "es"] as const;

export type Language = (typeof LANGUAGES)[number];
