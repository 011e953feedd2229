"""The words of the field as enums whose members are strings.

Made from the catalogue by ``tools/words.py``: change the catalogue, not this file.
"""

from __future__ import annotations

from enum import Enum


class _Word(str, Enum):
    """A member of an enum, and the string that stands for it everywhere."""

    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, spec: str) -> str:
        return str.__format__(self, spec)


class Segment(_Word):
    """The kind of contact, in the order in which segments always stand."""

    INFORMATIONAL = "informational"
    """
    Contacts that do nothing but pass information, from government to a customer or from a customer to government,
    whatever the information is about.
    """
    BENEFICIAL = "beneficial"
    """
    Contacts in which a service benefits the customer, be the benefit financial, administrative, of use to a
    business, or diplomatic; government generally determines eligibility or qualification, and a transaction may
    follow.
    """
    DUTIFUL = "dutiful"
    """Contacts that a customer has to make or endure and is not free to leave."""
    COMMERCIAL = "commercial"
    """Contacts in which government renders a service that the customer pays for."""
    INTERGOVERNMENTAL = "intergovernmental"
    """
    Services that are meant for other government, law-enforcement and military organizations, or that pass between
    them.
    """
    OTHER = "other"
    """
    Contacts that fall into none of the other five segments, because they are exceptions to regularly scheduled
    functions of government or belong to a function that few other government bodies have.
    """

    @classmethod
    def _missing_(cls, value: object) -> _Word | None:
        if value == "exceptional":
            return cls.OTHER
        return None


class Fact(_Word):
    """What may be known about a contact, in the order in which facts are asked."""

    CUSTOMER = "customer"
    """Who the customer is: the party on whose behalf the contact is made."""
    CAPACITY = "capacity"
    """
    For whom the customer acts: for themselves or their own firm, or for a government, law-enforcement or military
    organization.
    """
    OBLIGATION = "obligation"
    """Whether the customer may choose to make the contact or not."""
    CONTENT = "content"
    """Whether the contact only moves information, or government does, decides, gives or enforces something in it."""
    DIRECTION = "direction"
    """Which way the information goes."""
    DETERMINATION = "determination"
    """Whether government must determine that the customer is eligible or qualified."""
    BENEFIT = "benefit"
    """What the customer gains beyond what a price buys."""
    CHARGE = "charge"
    """What the customer pays in the contact."""
    DUTY = "duty"
    """What is demanded of the customer."""
    OCCURRENCE = "occurrence"
    """How regular the function of government is in which the contact occurs."""
    OUTCOME = "outcome"
    """The transaction that the contact leads to."""
    CHANNEL = "channel"
    """How the contact is made."""


class CustomerType(_Word):
    """Who the customer is: the party on whose behalf the contact is made."""

    CITIZEN = "citizen"
    """
    A person who is a citizen of the country whose government is contacted and who comes as a private person; someone
    who comes as the owner of a firm is `business`.
    """
    NONCITIZEN = "noncitizen"
    """
    A private person who is not a citizen of that country, living in it or abroad, such as an applicant for a visa.
    """
    BUSINESS = "business"
    """
    A firm, or a person in the course of a trade, such as a farm, a bank or a sole trader; an organization that does
    not work for profit is `other_entity`.
    """
    GOVERNMENT_AGENCY = "government_agency"
    """
    Another government body, federal, state, local, tribal or foreign, and whoever acts for one, such as a mayor in
    office or a contractor speaking for an agency; a state university is `other_entity`.
    """
    MILITARY = "military"
    """
    The armed forces, both a member and an organization of them, such as a soldier or the supply office of a base;
    `capacity` tells the two apart.
    """
    LAW_ENFORCEMENT = "law_enforcement"
    """
    Police and other law enforcement, both an officer and an organization, such as a sheriff's deputy or a state
    police force; `capacity` tells the two apart.
    """
    OTHER_ENTITY = "other_entity"
    """Any other entity that an agency serves, such as a nonprofit or a university, a state university included."""


class Capacity(_Word):
    """
    For whom the customer acts: for themselves or their own firm, or for a government, law-enforcement or military
    organization.
    """

    PRIVATE = "private"
    """
    The customer acts for themselves or for their own firm or association, such as a soldier who claims a benefit of
    their own.
    """
    OFFICIAL = "official"
    """
    The customer acts for a government, law-enforcement or military organization, such as a base's supply office, or
    a city clerk who buys Census data for the city.
    """


class Obligation(_Word):
    """Whether the customer may choose to make the contact or not."""

    VOLUNTARY = "voluntary"
    """
    The customer may make the contact or not, and forfeits no benefit by not making it, such as an opinion, a
    question or a purchase.
    """
    REQUIRED_FOR_BENEFIT = "required_for_benefit"
    """
    The customer must make the contact to obtain or keep something that they may also do without, such as a grant, a
    license, or a permit with the reports that its holder owes; what no one may do without is `mandatory`.
    """
    MANDATORY = "mandatory"
    """
    Law demands the contact of people or firms as they are, without their choice, such as a tax return or an audit.
    """


class Content(_Word):
    """Whether the contact only moves information, or government does, decides, gives or enforces something in it."""

    INFORMATION_ONLY = "information_only"
    """
    The contact only moves information, whichever way, such as park facilities, an opinion, data that are bought, or
    a required report that is merely received.
    """
    SERVICE = "service"
    """
    Government does, decides, gives or enforces something, such as a payment, a license, an audit or the payroll of
    another agency; where it only tells or takes note, the value is `information_only`.
    """


class Direction(_Word):
    """Which way the information goes."""

    TO_CUSTOMER = "to_customer"
    """
    Government informs the customer, such as about an illness or a park; a request that only says what one wants to
    know does not make it `both`.
    """
    FROM_CUSTOMER = "from_customer"
    """
    The customer informs government, such as with an opinion on a proposed rule or a required report; a mere receipt
    does not make it `both`.
    """
    BOTH = "both"
    """
    Each informs the other, such as when the customer says which tax return is meant and government says how it
    stands.
    """


class Determination(_Word):
    """Whether government must determine that the customer is eligible or qualified."""

    YES = "yes"
    """
    Government must find that the customer is eligible or qualified before the customer gets what is asked for, such
    as a grant or a passport.
    """
    NO = "no"
    """No such finding is needed, such as for advice or for a purchase that is open to anyone."""


class Benefit(_Word):
    """What the customer gains beyond what a price buys."""

    NONE = "none"
    """The customer gains nothing, or only information, or only what a price buys."""
    FINANCIAL = "financial"
    """
    Money or money's worth, such as a grant, a social security payment, care, training, rescue or the free use of
    facilities.
    """
    ADMINISTRATIVE = "administrative"
    """
    A license, permit, registration or certificate, advice on site, or help with a case; a passport or visa is
    `diplomatic`.
    """
    DIPLOMATIC = "diplomatic"
    """Representation and protection abroad, and passports and visas."""


class Charge(_Word):
    """What the customer pays in the contact."""

    NONE = "none"
    """The customer pays nothing."""
    FEE = "fee"
    """
    A fee that goes with an application or a benefit, such as the fee for a passport; what anyone may buy has a
    `price`.
    """
    PRICE = "price"
    """The price of a good or service that anyone may buy, such as a subscription to Census data or a Treasury Bill."""
    LEVY = "levy"
    """A tax, duty, fine or penalty, which is demanded and not agreed to."""


class Duty(_Word):
    """What is demanded of the customer."""

    NONE = "none"
    """Nothing is demanded, or the customer may decline."""
    REPORTING = "reporting"
    """
    Information that statute or regulation requires the customer to report, such as an accident or a quantity; a
    return or other document that has to be handed in is `filing`.
    """
    FILING = "filing"
    """A tax return or another document that the customer is required to submit, such as an emergency plan."""
    AUDIT = "audit"
    """
    An examination of the customer's books or practice, which the customer must allow; an inquiry into a particular
    event or suspicion is `investigation`.
    """
    INVESTIGATION = "investigation"
    """
    An inquiry other than an audit with which the customer must cooperate, such as one into an accident or an
    offense.
    """
    PROHIBITION = "prohibition"
    """
    Something that the customer is forbidden to do, such as to sell a recalled product; what the customer must bear
    for having done it is `penalty`.
    """
    PENALTY = "penalty"
    """A fine or another penalty that the customer has incurred, such as a parking fine or the loss of a license."""


class Occurrence(_Word):
    """How regular the function of government is in which the contact occurs."""

    ROUTINE = "routine"
    """A regular function of government."""
    EXCEPTIONAL = "exceptional"
    """An exception to a regular function, such as something done once in an emergency."""
    UNIQUE = "unique"
    """
    A function that hardly any other government body has, however regular it is there; a departure from one's own
    regular functions is `exceptional`.
    """


class Outcome(_Word):
    """The transaction that the contact leads to."""

    NONE = "none"
    """The contact leads to no transaction of the kinds below; a license or certificate alone is none of them."""
    RECRUITMENT = "recruitment"
    """The customer is recruited, into public employment or the armed forces."""
    ENROLLMENT = "enrollment"
    """The customer is entered into a program, a plan, a course or a register of those served."""
    PAYMENT = "payment"
    """
    Money is paid as of right once the conditions are met, such as a social security payment; money given by choice
    among applicants is `award`.
    """
    AWARD = "award"
    """
    Something is awarded by choice among applicants, such as a project grant, a scholarship or a prize; goods and
    services ordered from a firm are `contract`.
    """
    RECOMMENDATION = "recommendation"
    """
    Government recommends something, either to the customer or on the customer's behalf, such as after on-site
    compliance assistance.
    """
    CONTRACT = "contract"
    """The customer and government make a contract, such as for a supply, a lease or a guaranteed loan."""


class Channel(_Word):
    """How the contact is made."""

    COMPUTER = "computer"
    """A digital service used on a desktop or laptop computer, whether as a `website` or as a program."""
    MOBILE = "mobile"
    """A digital service used on a phone or tablet; an app installed on it is `mobile_app`, and a call is `phone`."""
    EMAIL = "email"
    """Electronic mail, in either direction."""
    CHATBOT = "chatbot"
    """A written or spoken exchange online that a program answers; if a person answers, it is `live_chat`."""
    PHONE = "phone"
    """A telephone call that a person answers or makes."""
    AUTOMATED_PHONE = "automated_phone"
    """A telephone call that a machine answers or makes, such as a menu of recorded answers."""
    IN_PERSON = "in_person"
    """A meeting face to face, at an office or elsewhere."""
    PAPER = "paper"
    """A form or other document on paper, however it is handed over; if it is mailed, it is `postal_mail` as well."""
    POSTAL_MAIL = "postal_mail"
    """A letter or parcel sent through the postal service or a carrier."""
    FAX = "fax"
    """A document sent by fax."""
    SELF_SERVICE_KIOSK = "self_service_kiosk"
    """A machine in a public place or an office that customers use by themselves."""
    OTHER_NON_DIGITAL = "other_non_digital"
    """A channel that is not digital and not named here, such as a notice board or a radio announcement."""
    WEBSITE = "website"
    """A website, on whatever device."""
    MOBILE_APP = "mobile_app"
    """An app installed on a phone or tablet."""
    LIVE_CHAT = "live_chat"
    """A written exchange online that a person answers; if a program answers, it is `chatbot`."""
    SMS_TEXT_MESSAGES = "sms_text_messages"
    """Text messages to or from a telephone number."""
    SOCIAL_MEDIA = "social_media"
    """Posts or messages on a social media platform."""
    OTHER_DIGITAL = "other_digital"
    """A digital channel that is not named here, such as a video call or an exchange between programs."""
