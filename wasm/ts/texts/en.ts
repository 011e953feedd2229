// Made by `cargo xtask wasm` from crates/govseg/data. Change it there.

import type { Texts } from "../texts.js";

export const texts: Texts = {
  "language": "en",
  "form": {
    "answers": "Your answers",
    "back": "Back",
    "change": "Change",
    "change_fact": "Change: {question}",
    "change_it": "What would change it",
    "choose": "Choose an answer, or say that you are not sure.",
    "contradiction": "These answers cannot all be true together.",
    "could_be": "It could be {segment} if {facts}.",
    "decided": "This contact is {segment}.",
    "describe": "Describe the contact in your own words",
    "describe_empty": "Write a few words, or skip this.",
    "describe_failed": "No answers can be suggested just now. Skip this and answer the questions.",
    "describe_help": "One or two sentences in English are enough. They stay on this page, and only suggest answers that you can correct.",
    "describe_reading": "One moment …",
    "describe_skip": "Skip this",
    "describe_use": "Suggest answers",
    "described": "What your words suggest",
    "described_change": "Change what your description suggests",
    "described_given": "From your description",
    "described_help": "Words decide nothing. Please change what is not right.",
    "described_language": "Only English is understood here. Please answer the questions.",
    "described_none": "Your words suggest no answers. Please answer the questions.",
    "dropped": "These answers no longer fit and are asked again: {questions}",
    "expected_one": "About one question to go",
    "expected_some": "About {count} questions to go",
    "expected_unknown": "Some questions to go",
    "fact_is": "{fact} is {values}",
    "failed": "This form cannot be shown: {why}",
    "given": "Known already",
    "list_and": " and ",
    "list_or": " or ",
    "list_separator": ", ",
    "measures": "How it is measured whether this went well",
    "next": "Next",
    "not_sure": "I am not sure",
    "open": "This cannot be decided with these answers.",
    "open_possible": "It may be {segments}.",
    "question": "Question {number}",
    "required": "Please answer the questions first.",
    "result": "Result",
    "rule": "The rule",
    "start_over": "Start over",
    "sub_segment": "More exactly",
    "title": "What kind of contact is this?",
    "unknown": "Not sure",
    "unsupported": "This form needs WebAssembly, which this browser does not have or has switched off. Please use another browser, or ask for the paper form.",
    "why": "What decides it",
    "why_clash": "What clashes",
    "would_be": "It would be {segment} if {facts}.",
    "would_fact": "{fact} were {values}"
  },
  "segments": {
    "informational": {
      "label": "informational",
      "meaning": "it only passes information between government and the customer"
    },
    "beneficial": {
      "label": "beneficial",
      "meaning": "it is a service that benefits the customer"
    },
    "dutiful": {
      "label": "dutiful",
      "meaning": "the customer must make or endure it, without a choice"
    },
    "commercial": {
      "label": "commercial",
      "meaning": "the customer pays for it as a buyer"
    },
    "intergovernmental": {
      "label": "intergovernmental",
      "meaning": "it serves government, law-enforcement or military organizations, or passes between them"
    },
    "other": {
      "label": "of another kind",
      "meaning": "it fits none of the other five segments"
    }
  },
  "facts": {
    "customer": {
      "label": "the customer",
      "question": "Who is the customer?",
      "help": "The customer is the person or body on whose behalf the contact is made. For a lawyer or an agent, choose what the client is.",
      "values": {
        "citizen": {
          "label": "a citizen",
          "help": "A citizen of this country who comes as a private person."
        },
        "noncitizen": {
          "label": "a noncitizen",
          "help": "A private person who is not a citizen of this country, living here or abroad."
        },
        "business": {
          "label": "a business",
          "help": "A firm, or a person in the course of a trade, such as a farmer."
        },
        "government_agency": {
          "label": "a government agency",
          "help": "Another government body, federal, state, local, tribal or foreign, or someone who acts for one."
        },
        "military": {
          "label": "part of the military",
          "help": "A member or an organization of the armed forces."
        },
        "law_enforcement": {
          "label": "part of law enforcement",
          "help": "A police officer, a police force or another law-enforcement organization."
        },
        "other_entity": {
          "label": "another entity",
          "help": "Any other body, such as a nonprofit or a university, even a state university."
        }
      }
    },
    "capacity": {
      "label": "the customer's capacity",
      "question": "Is the customer acting privately or officially?",
      "help": "Choose official if the customer acts for a government, law-enforcement or military organization, and private otherwise.",
      "values": {
        "private": {
          "label": "private",
          "help": "The customer acts for themselves or for their own firm or association."
        },
        "official": {
          "label": "official",
          "help": "The customer acts for a government, law-enforcement or military organization."
        }
      }
    },
    "obligation": {
      "label": "the customer's participation",
      "question": "Is this contact voluntary for the customer?",
      "help": "A license for something that one chooses to do counts as required for a benefit. What the law demands of everyone it covers counts as mandatory.",
      "values": {
        "voluntary": {
          "label": "voluntary",
          "help": "The customer may leave it and forfeits no benefit."
        },
        "required_for_benefit": {
          "label": "required for a benefit",
          "help": "The customer needs it to obtain or keep something, such as a grant or a license, that one may also do without."
        },
        "mandatory": {
          "label": "mandatory",
          "help": "The law demands it and leaves the customer no choice."
        }
      }
    },
    "content": {
      "label": "the content of the contact",
      "question": "Does the contact only pass on information?",
      "help": "Choose more than information if government does, decides, gives or enforces something in this contact.",
      "values": {
        "information_only": {
          "label": "information only",
          "help": "Something is told, asked or reported, and nothing else happens."
        },
        "service": {
          "label": "more than information",
          "help": "Government does, decides, gives or enforces something, such as a payment, a license or an audit."
        }
      }
    },
    "direction": {
      "label": "the flow of information",
      "question": "Which way does the information go?",
      "help": "Count the information that matters, not the request for it or the receipt.",
      "values": {
        "to_customer": {
          "label": "to the customer",
          "help": "Government tells the customer something."
        },
        "from_customer": {
          "label": "from the customer",
          "help": "The customer tells government something."
        },
        "both": {
          "label": "both ways",
          "help": "Each tells the other something, such as when the customer names a case and government says how it stands."
        }
      }
    },
    "determination": {
      "label": "a decision on eligibility",
      "question": "Is a decision needed on whether the customer is eligible or qualified?",
      "help": "Such a decision comes before a grant or a passport, for example, but not before general advice.",
      "values": {
        "yes": {
          "label": "needed",
          "help": "Government must first find that the customer is eligible or qualified."
        },
        "no": {
          "label": "not needed",
          "help": "Government need not decide whether the customer is eligible or qualified."
        }
      }
    },
    "benefit": {
      "label": "what the customer gains",
      "question": "What does the customer gain, apart from anything bought?",
      "help": "Information alone is no gain here, nor is what the customer buys at a price.",
      "values": {
        "none": {
          "label": "nothing",
          "help": "The customer gains nothing, or only information, or only what was bought."
        },
        "financial": {
          "label": "a financial benefit",
          "help": "Money or something worth money, such as a grant, care, training or the free use of facilities."
        },
        "administrative": {
          "label": "an administrative benefit",
          "help": "A license, permit, registration or certificate, advice on site, or help with a case."
        },
        "diplomatic": {
          "label": "a diplomatic benefit",
          "help": "Representation or protection abroad, a passport or a visa."
        }
      }
    },
    "charge": {
      "label": "what the customer pays",
      "question": "What does the customer pay?",
      "help": "A fee goes with an application or a benefit. A price is what anyone would pay for a good or a service.",
      "values": {
        "none": {
          "label": "nothing",
          "help": "The customer pays nothing."
        },
        "fee": {
          "label": "a fee",
          "help": "A fee that goes with an application or a benefit, such as the fee for a passport."
        },
        "price": {
          "label": "a price",
          "help": "The price of something that anyone may buy, such as a subscription to data."
        },
        "levy": {
          "label": "a charge imposed by law",
          "help": "A tax, a duty, a fine or another penalty."
        }
      }
    },
    "duty": {
      "label": "what is demanded of the customer",
      "question": "What does government demand of the customer?",
      "help": "If the customer may decline, choose nothing.",
      "values": {
        "none": {
          "label": "nothing",
          "help": "Nothing is demanded, or the customer may decline."
        },
        "reporting": {
          "label": "to report information",
          "help": "The customer must tell government something, such as an accident or a quantity."
        },
        "filing": {
          "label": "to file a document",
          "help": "The customer must submit a tax return or another document."
        },
        "audit": {
          "label": "to undergo an audit",
          "help": "The customer must let books or practice be examined."
        },
        "investigation": {
          "label": "to cooperate with an investigation",
          "help": "The customer must cooperate with an inquiry other than an audit."
        },
        "prohibition": {
          "label": "to obey a prohibition",
          "help": "The customer is forbidden to do something."
        },
        "penalty": {
          "label": "to bear a penalty",
          "help": "The customer has incurred a fine or another penalty."
        }
      }
    },
    "occurrence": {
      "label": "the government function",
      "question": "How regular is this function of government?",
      "help": "Think of the function the contact belongs to, not of how often this customer comes.",
      "values": {
        "routine": {
          "label": "routine",
          "help": "It is a regular function of government."
        },
        "exceptional": {
          "label": "exceptional",
          "help": "It is an exception to a regular function."
        },
        "unique": {
          "label": "all but unique",
          "help": "Hardly any other government body has such a function."
        }
      }
    },
    "outcome": {
      "label": "what the contact leads to",
      "question": "What transaction does the contact lead to?",
      "help": "Choose what follows if all goes as the customer expects. A license or certificate alone is no transaction here.",
      "values": {
        "none": {
          "label": "no transaction",
          "help": "None of the transactions named here follows."
        },
        "recruitment": {
          "label": "recruitment",
          "help": "The customer is recruited into public employment or the armed forces."
        },
        "enrollment": {
          "label": "enrollment",
          "help": "The customer is entered into a program, a plan, a course or a register."
        },
        "payment": {
          "label": "a payment",
          "help": "Money is paid to everyone who meets the conditions."
        },
        "award": {
          "label": "an award",
          "help": "A grant, a scholarship, a prize or the like is given to those chosen among the applicants."
        },
        "recommendation": {
          "label": "a recommendation",
          "help": "Government recommends something to the customer or on the customer's behalf."
        },
        "contract": {
          "label": "a contract",
          "help": "The customer and government make a contract."
        }
      }
    },
    "channel": {
      "label": "the channel",
      "question": "How was the contact made?",
      "help": "Choose every channel that was used.",
      "values": {
        "computer": {
          "label": "a computer",
          "help": "A digital service was used on a desktop or laptop computer."
        },
        "mobile": {
          "label": "a mobile device",
          "help": "A digital service was used on a phone or a tablet."
        },
        "email": {
          "label": "email",
          "help": "Messages were sent by email."
        },
        "chatbot": {
          "label": "a chatbot",
          "help": "A program answered in an online chat."
        },
        "phone": {
          "label": "the phone",
          "help": "People spoke on the phone."
        },
        "automated_phone": {
          "label": "an automated phone system",
          "help": "A machine answered or made the call."
        },
        "in_person": {
          "label": "in person",
          "help": "People met face to face."
        },
        "paper": {
          "label": "paper",
          "help": "A form or another document on paper was used."
        },
        "postal_mail": {
          "label": "postal mail",
          "help": "A letter or a parcel was sent."
        },
        "fax": {
          "label": "fax",
          "help": "A document was sent by fax."
        },
        "self_service_kiosk": {
          "label": "a self-service kiosk",
          "help": "The customer used a machine in an office or a public place."
        },
        "other_non_digital": {
          "label": "some other non-digital channel",
          "help": "A channel that is not digital and not named here, such as a notice board."
        },
        "website": {
          "label": "a website",
          "help": "A website was used, on whatever device."
        },
        "mobile_app": {
          "label": "a mobile app",
          "help": "An app installed on a phone or a tablet was used."
        },
        "live_chat": {
          "label": "live chat",
          "help": "A person answered in an online chat."
        },
        "sms_text_messages": {
          "label": "text messages",
          "help": "Text messages were sent to or from a phone."
        },
        "social_media": {
          "label": "social media",
          "help": "Posts or messages on a social media platform were used."
        },
        "other_digital": {
          "label": "some other digital channel",
          "help": "A digital channel that is not named here, such as a video call."
        }
      }
    }
  },
  "rules": {
    "beneficial.benefit": {
      "because": "the contact brings the customer a benefit, is required for one, or has government decide whether the customer qualifies for a service"
    },
    "commercial.price": {
      "because": "the customer pays the price of something that anyone may buy"
    },
    "dutiful.imposed": {
      "because": "the contact, or the payment in it, is imposed on the customer"
    },
    "informational.information": {
      "because": "the contact only passes information"
    },
    "intergovernmental.official": {
      "because": "the customer acts for a government, law-enforcement or military organization"
    },
    "other.remainder": {
      "because": "nothing places the contact in one of the other five segments"
    }
  },
  "sub_segments": {
    "beneficial.advice": {
      "label": "advice or help with a case"
    },
    "beneficial.contract": {
      "label": "contract"
    },
    "beneficial.enrollment": {
      "label": "enrollment"
    },
    "beneficial.grant": {
      "label": "grant or other award"
    },
    "beneficial.licence": {
      "label": "license or permit"
    },
    "beneficial.passport": {
      "label": "passport or visa"
    },
    "beneficial.payment": {
      "label": "benefit payment"
    },
    "beneficial.protection-abroad": {
      "label": "protection abroad"
    },
    "beneficial.recommendation": {
      "label": "recommendation"
    },
    "beneficial.recruitment": {
      "label": "recruitment"
    },
    "commercial.purchase": {
      "label": "single purchase"
    },
    "commercial.subscription": {
      "label": "subscription or continuing contract"
    },
    "dutiful.audit": {
      "label": "audit"
    },
    "dutiful.filing": {
      "label": "mandatory filing"
    },
    "dutiful.investigation": {
      "label": "investigation"
    },
    "dutiful.levy": {
      "label": "payment imposed by law"
    },
    "dutiful.penalty": {
      "label": "penalty"
    },
    "dutiful.prohibition": {
      "label": "prohibition"
    },
    "dutiful.report": {
      "label": "required report"
    },
    "informational.information-given": {
      "label": "information given"
    },
    "informational.opinion-received": {
      "label": "opinion or other information received"
    },
    "informational.status-enquiry": {
      "label": "status inquiry"
    },
    "intergovernmental.agreement": {
      "label": "service between organizations"
    },
    "intergovernmental.data-exchange": {
      "label": "exchange of information"
    },
    "other.exception": {
      "label": "exception"
    },
    "other.unique-function": {
      "label": "rare function"
    }
  }
};

export default texts;
