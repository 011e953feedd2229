// Made by `cargo xtask wasm` from crates/govseg/data. Change it there.

import type { Texts } from "../texts.js";

export const texts: Texts = {
  "language": "es",
  "form": {
    "answers": "Sus respuestas",
    "back": "Atrás",
    "change": "Cambiar",
    "change_fact": "Cambiar: {question}",
    "change_it": "Lo que lo cambiaría",
    "choose": "Elija una respuesta o indique que no lo sabe con seguridad.",
    "contradiction": "Estas respuestas no pueden ser ciertas todas a la vez.",
    "could_be": "Podría ser {segment} si {facts}.",
    "decided": "Este contacto es {segment}.",
    "describe": "Describa el contacto con sus propias palabras",
    "describe_empty": "Escriba algunas palabras u omita este paso.",
    "describe_failed": "Ahora no se pueden sugerir respuestas. Omita este paso y responda las preguntas.",
    "describe_help": "Bastan una o dos frases en inglés. No salen de esta página y solo sugieren respuestas que usted puede corregir.",
    "describe_reading": "Un momento …",
    "describe_skip": "Omitir este paso",
    "describe_use": "Sugerir respuestas",
    "described": "Lo que sugieren sus palabras",
    "described_change": "Cambiar lo que sugiere su descripción",
    "described_given": "De su descripción",
    "described_help": "Las palabras no deciden nada. Cambie lo que no sea correcto.",
    "described_language": "Aquí solo se entiende el inglés. Responda las preguntas.",
    "described_none": "Sus palabras no sugieren ninguna respuesta. Responda las preguntas.",
    "dropped": "Estas respuestas ya no concuerdan y se vuelven a preguntar: {questions}",
    "expected_one": "Falta más o menos una pregunta",
    "expected_some": "Faltan más o menos {count} preguntas",
    "expected_unknown": "Faltan algunas preguntas",
    "fact_is": "{fact} es {values}",
    "failed": "No se puede mostrar este formulario: {why}",
    "given": "Ya se sabe",
    "list_and": " y ",
    "list_or": " o ",
    "list_separator": ", ",
    "measures": "Cómo se mide si esto salió bien",
    "next": "Siguiente",
    "not_sure": "No lo sé con seguridad",
    "open": "Con estas respuestas no se puede decidir.",
    "open_possible": "Puede ser {segments}.",
    "question": "Pregunta {number}",
    "required": "Responda primero las preguntas.",
    "result": "Resultado",
    "rule": "La regla",
    "start_over": "Empezar de nuevo",
    "sub_segment": "Con más exactitud",
    "title": "¿Qué tipo de contacto es este?",
    "unknown": "Sin seguridad",
    "unsupported": "Este formulario necesita WebAssembly, que este navegador no tiene o tiene desactivado. Use otro navegador o pida el formulario en papel.",
    "why": "Lo que lo decide",
    "why_clash": "Lo que se contradice",
    "would_be": "Sería {segment} si {facts}.",
    "would_fact": "{fact} fuera {values}"
  },
  "segments": {
    "informational": {
      "label": "informativo",
      "meaning": "solo transmite información entre el gobierno y el cliente"
    },
    "beneficial": {
      "label": "de beneficio",
      "meaning": "consiste en un servicio que beneficia al cliente"
    },
    "dutiful": {
      "label": "de cumplimiento obligatorio",
      "meaning": "el cliente tiene que hacerlo o soportarlo, sin poder elegir"
    },
    "commercial": {
      "label": "comercial",
      "meaning": "el cliente paga como comprador por lo que recibe"
    },
    "intergovernmental": {
      "label": "de tipo intergubernamental",
      "meaning": "sirve a organizaciones de gobierno, del orden público o militares, o tiene lugar entre ellas"
    },
    "other": {
      "label": "de otro tipo",
      "meaning": "no corresponde a ninguno de los otros cinco segmentos"
    }
  },
  "facts": {
    "customer": {
      "label": "el cliente",
      "question": "¿Quién es el cliente?",
      "help": "El cliente es la persona u organización en cuyo nombre se hace el contacto. Si se trata de un abogado o un representante, elija lo que sea la persona representada.",
      "values": {
        "citizen": {
          "label": "una persona ciudadana",
          "help": "Una persona que tiene la ciudadanía de este país y acude a título particular."
        },
        "noncitizen": {
          "label": "una persona no ciudadana",
          "help": "Una persona que no tiene la ciudadanía de este país y acude a título particular, viva aquí o en el extranjero."
        },
        "business": {
          "label": "una empresa",
          "help": "Una empresa, o una persona que ejerce un negocio, como un agricultor."
        },
        "government_agency": {
          "label": "una agencia de gobierno",
          "help": "Otra entidad de gobierno, federal, estatal, local, tribal o extranjera, o alguien que actúa en su nombre."
        },
        "military": {
          "label": "parte de las fuerzas armadas",
          "help": "Un miembro o una organización de las fuerzas armadas."
        },
        "law_enforcement": {
          "label": "parte de las fuerzas del orden público",
          "help": "Un agente de policía, un cuerpo de policía u otra organización del orden público."
        },
        "other_entity": {
          "label": "cualquier otra entidad",
          "help": "Otra organización, como una entidad sin fines de lucro o una universidad, aunque sea estatal."
        }
      }
    },
    "capacity": {
      "label": "la calidad en que actúa el cliente",
      "question": "¿El cliente actúa a título particular u oficial?",
      "help": "Elija oficial si el cliente actúa en nombre de una organización de gobierno, del orden público o militar. En los demás casos, elija particular.",
      "values": {
        "private": {
          "label": "particular",
          "help": "El cliente actúa por sí mismo o por su propia empresa o asociación."
        },
        "official": {
          "label": "oficial",
          "help": "El cliente actúa en nombre de una organización de gobierno, del orden público o militar."
        }
      }
    },
    "obligation": {
      "label": "la participación del cliente",
      "question": "¿Es voluntaria la participación del cliente en este contacto?",
      "help": "Una licencia para algo que uno elige hacer cuenta como necesaria para un beneficio. Lo que la ley impone a todos los que abarca cuenta como exigido por ley.",
      "values": {
        "voluntary": {
          "label": "voluntaria",
          "help": "El cliente puede no hacerlo y no pierde ningún beneficio por ello."
        },
        "required_for_benefit": {
          "label": "necesaria para un beneficio",
          "help": "El cliente lo necesita para obtener o conservar algo de lo que también se puede prescindir, como una subvención o una licencia."
        },
        "mandatory": {
          "label": "exigida por ley",
          "help": "La ley lo exige y no le deja elección al cliente."
        }
      }
    },
    "content": {
      "label": "el contenido del contacto",
      "question": "¿El contacto solo transmite información?",
      "help": "Elija más que información si en este contacto el gobierno hace, decide, da o hace cumplir algo.",
      "values": {
        "information_only": {
          "label": "solo información",
          "help": "Se comunica, se pregunta o se informa algo, y no ocurre nada más."
        },
        "service": {
          "label": "más que información",
          "help": "El gobierno hace, decide, da o hace cumplir algo, como un pago, una licencia o una auditoría."
        }
      }
    },
    "direction": {
      "label": "el flujo de la información",
      "question": "¿En qué sentido va la información?",
      "help": "Tenga en cuenta la información que importa, no la solicitud ni el acuse de recibo.",
      "values": {
        "to_customer": {
          "label": "del gobierno al cliente",
          "help": "El gobierno le comunica algo al cliente."
        },
        "from_customer": {
          "label": "del cliente al gobierno",
          "help": "El cliente le comunica algo al gobierno."
        },
        "both": {
          "label": "en ambos sentidos",
          "help": "Cada uno le comunica algo al otro, como cuando el cliente indica un caso y el gobierno dice en qué estado se encuentra."
        }
      }
    },
    "determination": {
      "label": "la determinación de elegibilidad",
      "question": "¿Es necesaria una decisión sobre si el cliente es elegible o reúne los requisitos?",
      "help": "Esa decisión se toma, por ejemplo, antes de dar una subvención o un pasaporte, pero no antes de dar información general.",
      "values": {
        "yes": {
          "label": "necesaria",
          "help": "El gobierno debe determinar primero que el cliente es elegible o reúne los requisitos."
        },
        "no": {
          "label": "innecesaria",
          "help": "El gobierno no tiene que decidir si el cliente es elegible o reúne los requisitos."
        }
      }
    },
    "benefit": {
      "label": "el beneficio",
      "question": "¿Qué beneficio obtiene el cliente, aparte de lo que compra?",
      "help": "La información por sí sola no es aquí un beneficio, ni lo es lo que el cliente compra por un precio.",
      "values": {
        "none": {
          "label": "ninguno",
          "help": "El cliente no obtiene nada, o solo información, o solo lo que compró."
        },
        "financial": {
          "label": "económico",
          "help": "Dinero o algo que vale dinero, como una subvención, cuidados, capacitación o el uso gratuito de instalaciones."
        },
        "administrative": {
          "label": "administrativo",
          "help": "Una licencia, un permiso, un registro o un certificado, asesoramiento en el lugar o ayuda con un caso."
        },
        "diplomatic": {
          "label": "diplomático",
          "help": "Representación o protección en el extranjero, un pasaporte o una visa."
        }
      }
    },
    "charge": {
      "label": "el cobro al cliente",
      "question": "¿Qué cobro se le hace al cliente?",
      "help": "Una tarifa de trámite acompaña a una solicitud o a un beneficio. Un precio es lo que cualquiera pagaría por un bien o un servicio.",
      "values": {
        "none": {
          "label": "ninguno",
          "help": "El cliente no paga nada."
        },
        "fee": {
          "label": "una tarifa de trámite",
          "help": "Una tarifa que acompaña a una solicitud o a un beneficio, como la de un pasaporte."
        },
        "price": {
          "label": "un precio",
          "help": "El precio de algo que cualquiera puede comprar, como una suscripción a datos."
        },
        "levy": {
          "label": "un cargo impuesto por ley",
          "help": "Un impuesto, un arancel, una multa u otra sanción."
        }
      }
    },
    "duty": {
      "label": "la exigencia al cliente",
      "question": "¿Qué exigencia le impone el gobierno al cliente?",
      "help": "Si el cliente puede negarse, elija ninguna.",
      "values": {
        "none": {
          "label": "ninguna",
          "help": "No se exige nada, o el cliente puede negarse."
        },
        "reporting": {
          "label": "comunicar información",
          "help": "El cliente debe comunicarle algo al gobierno, como un accidente o una cantidad."
        },
        "filing": {
          "label": "presentar un documento",
          "help": "El cliente debe presentar una declaración de impuestos u otro documento."
        },
        "audit": {
          "label": "someterse a una auditoría",
          "help": "El cliente debe permitir que se examinen sus libros o sus prácticas."
        },
        "investigation": {
          "label": "colaborar con una investigación",
          "help": "El cliente debe colaborar con una investigación que no es una auditoría."
        },
        "prohibition": {
          "label": "respetar una prohibición",
          "help": "Al cliente se le prohíbe hacer algo."
        },
        "penalty": {
          "label": "cumplir una sanción",
          "help": "Al cliente le corresponde una multa u otra sanción."
        }
      }
    },
    "occurrence": {
      "label": "la función del gobierno",
      "question": "¿Qué tan habitual es esta función del gobierno?",
      "help": "Piense en la función a la que pertenece el contacto, no en la frecuencia con que acude este cliente.",
      "values": {
        "routine": {
          "label": "habitual",
          "help": "Es una función regular del gobierno."
        },
        "exceptional": {
          "label": "excepcional",
          "help": "Es una excepción a una función regular."
        },
        "unique": {
          "label": "casi única",
          "help": "Casi ninguna otra entidad de gobierno tiene una función así."
        }
      }
    },
    "outcome": {
      "label": "la transacción resultante",
      "question": "¿Qué transacción resulta del contacto?",
      "help": "Elija lo que resulta si todo sale como espera el cliente. Una licencia o un certificado por sí solos no son aquí una transacción.",
      "values": {
        "none": {
          "label": "ninguna",
          "help": "No resulta ninguna de las transacciones nombradas aquí."
        },
        "recruitment": {
          "label": "un reclutamiento",
          "help": "Se recluta al cliente para un empleo público o para las fuerzas armadas."
        },
        "enrollment": {
          "label": "una inscripción",
          "help": "Se inscribe al cliente en un programa, un plan, un curso o un registro."
        },
        "payment": {
          "label": "un pago",
          "help": "Se paga dinero a todos los que cumplen las condiciones."
        },
        "award": {
          "label": "una adjudicación",
          "help": "Se da una subvención, una beca, un premio o algo parecido a quienes resultan elegidos entre los solicitantes."
        },
        "recommendation": {
          "label": "una recomendación",
          "help": "El gobierno le recomienda algo al cliente o recomienda algo a favor del cliente."
        },
        "contract": {
          "label": "un contrato",
          "help": "El cliente y el gobierno celebran un contrato."
        }
      }
    },
    "channel": {
      "label": "el canal",
      "question": "¿Cómo se hizo el contacto?",
      "help": "Elija todos los canales que se usaron.",
      "values": {
        "computer": {
          "label": "una computadora",
          "help": "Se usó un servicio digital en una computadora de escritorio o portátil."
        },
        "mobile": {
          "label": "un dispositivo móvil",
          "help": "Se usó un servicio digital en un teléfono o una tableta."
        },
        "email": {
          "label": "el correo electrónico",
          "help": "Se enviaron mensajes por correo electrónico."
        },
        "chatbot": {
          "label": "un chatbot",
          "help": "Un programa respondió en un chat en línea."
        },
        "phone": {
          "label": "el teléfono",
          "help": "Dos o más personas hablaron por teléfono."
        },
        "automated_phone": {
          "label": "un sistema telefónico automático",
          "help": "Una máquina contestó o hizo la llamada."
        },
        "in_person": {
          "label": "la atención en persona",
          "help": "Las personas se vieron cara a cara."
        },
        "paper": {
          "label": "el papel",
          "help": "Se usó un formulario u otro documento en papel."
        },
        "postal_mail": {
          "label": "el correo postal",
          "help": "Se envió una carta o un paquete."
        },
        "fax": {
          "label": "el fax",
          "help": "Se envió un documento por fax."
        },
        "self_service_kiosk": {
          "label": "un quiosco de autoservicio",
          "help": "El cliente usó una máquina en una oficina o en un lugar público."
        },
        "other_non_digital": {
          "label": "algún otro canal no digital",
          "help": "Un canal que no es digital y no se nombra aquí, como un tablero de avisos."
        },
        "website": {
          "label": "un sitio web",
          "help": "Se usó un sitio web, en cualquier dispositivo."
        },
        "mobile_app": {
          "label": "una aplicación móvil",
          "help": "Se usó una aplicación instalada en un teléfono o una tableta."
        },
        "live_chat": {
          "label": "un chat en vivo",
          "help": "Una persona respondió en un chat en línea."
        },
        "sms_text_messages": {
          "label": "la mensajería de texto",
          "help": "Se enviaron mensajes de texto a un teléfono o desde un teléfono."
        },
        "social_media": {
          "label": "una red social",
          "help": "Se usaron publicaciones o mensajes en una red social."
        },
        "other_digital": {
          "label": "algún otro canal digital",
          "help": "Un canal digital que no se nombra aquí, como una videollamada."
        }
      }
    }
  },
  "rules": {
    "beneficial.benefit": {
      "because": "el contacto le da al cliente un beneficio, es necesario para obtener o conservar uno, o requiere que el gobierno decida si el cliente reúne los requisitos de un servicio"
    },
    "commercial.price": {
      "because": "el cliente paga el precio de algo que cualquiera puede comprar"
    },
    "dutiful.imposed": {
      "because": "el contacto, o el pago que conlleva, se le impone al cliente"
    },
    "informational.information": {
      "because": "el contacto solo transmite información"
    },
    "intergovernmental.official": {
      "because": "el cliente actúa en nombre de una organización de gobierno, del orden público o militar"
    },
    "other.remainder": {
      "because": "nada sitúa el contacto en uno de los otros cinco segmentos"
    }
  },
  "sub_segments": {
    "beneficial.advice": {
      "label": "asesoramiento o ayuda con un caso"
    },
    "beneficial.contract": {
      "label": "contrato"
    },
    "beneficial.enrollment": {
      "label": "inscripción"
    },
    "beneficial.grant": {
      "label": "subvención u otra adjudicación"
    },
    "beneficial.licence": {
      "label": "licencia o permiso"
    },
    "beneficial.passport": {
      "label": "pasaporte o visa"
    },
    "beneficial.payment": {
      "label": "pago de un beneficio"
    },
    "beneficial.protection-abroad": {
      "label": "protección en el extranjero"
    },
    "beneficial.recommendation": {
      "label": "recomendación"
    },
    "beneficial.recruitment": {
      "label": "reclutamiento"
    },
    "commercial.purchase": {
      "label": "compra única"
    },
    "commercial.subscription": {
      "label": "suscripción o contrato continuo"
    },
    "dutiful.audit": {
      "label": "auditoría"
    },
    "dutiful.filing": {
      "label": "presentación obligatoria de un documento"
    },
    "dutiful.investigation": {
      "label": "investigación"
    },
    "dutiful.levy": {
      "label": "pago impuesto por ley"
    },
    "dutiful.penalty": {
      "label": "sanción"
    },
    "dutiful.prohibition": {
      "label": "prohibición"
    },
    "dutiful.report": {
      "label": "informe obligatorio"
    },
    "informational.information-given": {
      "label": "información proporcionada"
    },
    "informational.opinion-received": {
      "label": "opinión u otra información recibida"
    },
    "informational.status-enquiry": {
      "label": "consulta sobre el estado de un caso"
    },
    "intergovernmental.agreement": {
      "label": "servicio entre organizaciones"
    },
    "intergovernmental.data-exchange": {
      "label": "intercambio de información"
    },
    "other.exception": {
      "label": "excepción"
    },
    "other.unique-function": {
      "label": "función poco común"
    }
  }
};

export default texts;
