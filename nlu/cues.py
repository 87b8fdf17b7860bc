"""Words that point at an aspect by themselves, in families: whoever says "nietos" asks about children.

The classifier learns from examples what a family means; the family lets it recognise members that no
example has. Concepts of the knowledge base are not repeated here.
"""

from __future__ import annotations

import functools

from nlu.matching import ConceptMatcher, Name

_FAMILIES = {
    "child": """
        hijo; hija; niño; niña; menor de edad; menores; un menor; bebé; nieto; nieta; sobrino; sobrina;
        peque; pequeñín; mi pequeño; mis pequeños; crío; chamaco; chiquillo; chiquito; nene; nena;
        escuincle; guagua; wawa; infantil; kids; adolescente; mayor de edad; mayoría de edad; edad mínima;
        qué edad; alumnos; escuela; colegio; secundaria; dibujos animados; dibujitos; gemelos; mellizos;
        infancia; chavito; morrito; pibe; criatura; tengo 10 años; tengo 11 años; tengo 12 años; tengo 13
        años; tengo 14 años; tengo 15 años; tengo 16 años; papás; padre de familia; tutor; cuántos años hay;
        chavalo; chamaquito; gurí; botija; cipote; chiquilín; hijito; hijita; niñito; niñita; kínder; jardín
        de infantes; guardería; prepa; mamás; papis; pubertad
    """,
    "ad": """
        anuncio; publicidad; comercial; propaganda; spot; publi; avisos publicitarios; ads; publicitario;
        patrocinado; anunciarse; banner; reclamo publicitario; pauta publicitaria; publis; anunciado;
        anuncian; pauta; publicidades
    """,
    "you": """
        tú; contigo; eres; este chat; esta charla; esta conversación; este bot; este asistente; clara;
        guardas; te digo; te cuento; te escribo; te pregunto; te acuerdas; tus respuestas; tu creador; te
        programó; te hizo; te entrenaron; hablamos; sabes; puedes; tienes; trabajas; te llamas; vendes;
        grabas; confiar en ti; te puedo; conversando; chatear contigo; quién te; lo que hablamos; necesitas
        mi; usas; vos; sos; tenés; guardás
    """,
    "cookie": """
        cookie; galleta; galletita; píxel; baliza; rastreadores; trackers; web beacon; banner de cookies
    """,
    "price": """
        precio; cuesta; cuánto sale; vale; mensualidad; cuota; gratis; descuento; promoción; caro; barato;
        tarifa; reembolso; cobraron; cobran; pagar; factura; prueba gratis; plan; suscribirme; contratar;
        aumento; tarifas; suscripción cuesta; más barato; precios; devuelvan; descuentan
    """,
    "show": """
        serie; película; peli; temporada; capítulo; episodio; actor; actriz; director; estreno; catálogo;
        documental; anime; novela; elenco; final; trama; recomiéndame; protagonista; dibujos; caricatura;
        telenovela; dorama; doramas; realities; reality; largometraje; miniserie; spin off; tráiler;
        caricaturas; estrenan
    """,
    "trouble": """
        error; no carga; se congela; se traba; pantalla negra; subtítulos; audio; doblaje; calidad;
        instalar; compatible; no abre; no funciona; lento; se cierra; buffering; resolución; 4k; hd;
        descargar capítulos; conectar la tele; chromecast; control remoto; volumen; idioma; falla; fallas;
        se cuelga; se pega; se ve borroso; no se oye; no se escucha; reinstalar; parpadea; cable hdmi;
        pixelado
    """,
    "duty": """
        obligatorio; obligado; obligan; forzoso; requisito; opcional; optativo; voluntario; sí o sí; me
        niego; negarme; si no quiero; si no doy; si no acepto; si digo que no; sin dar; sin entregar;
        aceptar; acepté; acepto; permiso; autoricé; autoriza; consentimiento; consentí; legal; lícito;
        ilegal; base legal; tienen derecho a; tiene derecho a; en base a; justifica; fundamento; firmé;
        obligar; hace falta; necesario; exigen; me obligan; qué ley; con qué derecho; con qué permiso; les
        autoriza; les permite; se escudan; sin registrarme; sin registrarse; se puede usar sin; puedo usar
        sin; si le niego; me niego a; a fuerza; forzado; autorizado; autorización; consiento; legalmente;
        amparan; con qué base; imprescindible; quién les dio permiso; sin aceptar
    """,
    "safe": """
        seguro; segura; seguridad; hackear; hacker; jaquear; robar; roben; roban; proteger; protegen;
        protegido; a salvo; blindado; filtrar; ciberataque; ataque; peligro; peligroso; arriesgado; riesgo;
        confiable; fiarme; resguardar; resguardan; cuidan; cuidar; fiable; ciberdelincuente; ladrones;
        clonar; estafa; malas manos; vulnerable; confidencial; confío; meterse; se mete; se meta; entrar a
        mi cuenta; entre a mi cuenta; agarra mi clave; mi contraseña; clonan; interceptar; garantías; fiar;
        tranquilo; tranquila; confiar; certificación; iso; auditoría; blindada; cifrado; encriptado; hackeo;
        hackeado; phishing; robaron; clonaron; antivirus; encriptan; cifran; fuga; vulneran; expuestos;
        blindaje; resguardo; a buen recaudo; fiables; intrusos; intruso; desprotegido
    """,
    "change": """
        cambio; cambió; cambiaron; cambian; novedad; actualización; actualizaron; versión; modificaron;
        modifican; agregaron; quitaron; añadieron; nueva política; antes guardaban; antes también; desde qué
        fecha; cuándo empezaron; diferencia con la de; última vez; distinta; reciente; vigente;
        sigue igual; siguen igual; sigue así; sigue en pie; retocó; retocaron; política vieja; versión vieja;
        lo nuevo; cada cuánto; me perdí algo; qué me perdí; en qué año; desde qué año; ahora sí;
        ahora también; todavía dice; ya no dice; siempre fue; siempre ha sido;
        modificación; modificaciones; actualizado; actualizada; redacción; cambiado; tocaron; revisión;
        vigencia
    """,
    "define": """
        qué es; qué significa; qué quiere decir; significado; definición; define; definir; qué son; no
        entiendo; explícame qué; a qué se refieren; a qué se refiere; a qué le llaman; qué entienden por;
        concepto; qué viene siendo; qué onda con eso; no cacho; la palabra; se define; qué cosa es; qué
        diferencia hay; qué rayos; no sé qué es; significan; término; qué es eso de; explicarme la palabra;
        cuando dicen; a quién se refieren; en cristiano; qué entienden; ese término; de quién hablan; qué se
        entiende; qué vendría a ser; no sé lo que es; traduce; vocabulario; glosario; siglas; qué es lo que
        es; con qué se come; palabra rara
    """,
    "summary": """
        resumen; resume; resumir; resúmeme; pocas palabras; puntos principales; lo esencial; lo principal;
        lo más importante; lo básico; en corto; en cristiano; a grandes rasgos; panorama; de qué trata; de
        qué va; qué dice la política; qué pone la política; la política; tl dr; puntos clave; sencilla;
        sencillo; declaración; aviso de privacidad; en general; por encima; versión corta; sin leerla;
        resumida; sintetiza; síntesis; lo fundamental; ideas principales; en dos palabras; en dos líneas;
        cuéntame de qué; en resumidas cuentas; vista general; visión general; por arriba
    """,
    "abroad": """
        país; países; extranjero; fuera de; europa; estados unidos; china; rusia; india; gringos; exterior;
        frontera; cruzan; mundo; internacional; viajan; irlanda; holanda; méxico; españa; argentina;
        colombia; chile; perú; otro continente; dónde guardan; dónde están; afuera; fuera del país;
        continente; california; eeuu; transferencia internacional
    """,
    "duration": """
        cuánto tiempo; hasta cuándo; para siempre; años; meses; plazo; caduca; caducidad; se borra solo;
        cuándo borran; cuándo eliminan; conservan; conservar; se deshacen; indefinidamente; vence; después
        de; luego de irme; algún día; permanecen; desinstalo; desinstalar; si me voy; cuando me voy; si
        cancelo; al cancelar; darme de baja; me doy de baja; eternamente; de por vida; toda la vida; expira;
        expiran; caducan; permanente; permanentes; perdura; cuánto dura; al cabo de; hasta qué fecha; jamás
        se borra; cuando me muera
    """,
    "firm": """
        whatsapp; facebook; instagram; tiktok; twitter; telegram; snapchat; discord; reddit; linkedin; meta;
        google; gmail; youtube; chrome; android; apple; iphone; microsoft; windows; outlook; alexa; siri;
        chatgpt; amazon; prime video; hbo; disney; spotify; paramount; hulu; movistar; claro; mercado libre;
        bbva; santander; bancolombia; bancomer; banorte; caixabank; revolut; dicom; veraz; infocorp; uber;
        airbnb; samsung; lg; roku; openai; temu; shein; wikipedia; zoom; twitch; steam; xbox; nintendo
    """,
    "who": """
        quién; quiénes; a quién; con quién; a quiénes; con quiénes; alguien; otros; otras personas; qué
        empresas; algún otro
    """,
    "why": """
        para qué; por qué; con qué fin; finalidad; motivo; razón; propósito; de qué les sirve; qué hacen
        con; qué ganan; qué buscan; usan para; qué uso; qué harán; qué van a hacer; provecho; a santo de
        qué; ocupar; fines; qué necesidad; objetivo; intención; sirve de; les sirve; con qué objeto; pa qué;
        beneficio; utilidad; qué pretenden; qué sentido tiene; qué pintan; finalidades
    """,
    "reach": """
        contacto; contactar; escribirles; escribo; delegado; dpo; responsable; comunicarme; me comunico;
        razón social; sede; a quién acudo; a quién recurro; hablar con; datos de contacto; dueño; detrás;
        correo de privacidad; oficina; encargado; a cargo; representante; buzón; teléfono de contacto;
        correo de contacto; formulario de contacto; a quién aviso; a quién le aviso; a quién llamo; los llamo;
        a qué teléfono; a qué número; a dónde llamo; a dónde escribo; a qué dirección; a qué correo; a quién
        le escribo; a quién me dirijo; a quién le digo; con quién hablo; quién me atiende; quién me responde
    """,
    "claim": """
        derecho; derechos; tengo derecho; mi derecho; tenemos derecho; exigir; denunciar; denuncia;
        reclamar; demandar; queja; quejarme; ley; rgpd; arco; autoridad; multa; solicitud; petición; aepd;
        tribunal; habeas data; amparo; me ampara; organismo; superintendencia; sanción; sanciones;
        indemnización; impugnar; reclamo; lopd; gdpr; apelar
    """,
    "do": """
        cómo lo cambio; cómo la cambio; cómo los cambio; lo cambio; la cambio; cambiarlo; cambiarla; pongo
        otro; cómo hago; cómo puedo; cómo borro; cómo elimino; cómo quito; cómo desactivo; cómo apago; cómo
        cambio; puedo borrar; puedo quitar; puedo desactivar; puedo evitar; puedo elegir; quiero borrar;
        quiero quitar; quiero que dejen; desactivar; apagar; eliminar; borrar; quitar; bloquear; evitar;
        ocultar; darme de baja; ajustes; configuración; opción; descargar mis; corregir; no quiero que;
        botón; interruptor; apagarlo; apagarla; lo arreglo; la arreglo; lo saco; la saco; lo quito; la
        quito; lo apago; dónde se cambia; dónde cambio; dónde lo; dónde la; lo corrijo; evitarlo; lo evito;
        me bajo; en qué menú; cómo saco; quiero sacar; cómo oculto; cómo limito; cómo evito; cómo paro;
        desvincular; desmarcar; desactivo; pasos para; cómo le hago; dónde le pico; rechazar; cómo rechazo;
        configurar; pausar; restablecer; cómo me salgo; cómo bloqueo; cómo (lo|la|los|las)
        (rechazo|bloqueo|limito|evito|paro|oculto|saco|quito|borro|apago|desactivo|elimino|cierro)
    """,
    "origin": """
        de dónde; cómo saben; cómo consiguen; cómo consiguieron; cómo obtienen; cómo se enteran; quién les
        dio; quién les dijo; (quién|quiénes) les
        (pasa|pasan|da|dan|cuenta|cuentan|manda|mandan|vende|venden); de qué fuentes; fuente; origen; vía;
        compran datos; cómo
        averiguan; procedencia; provienen; cómo averiguaron; cómo supieron; cómo obtuvieron; de qué manera
        obtienen
    """,
    "spread": """
        comparten; compartir; venden; vender; entregan; pasan; ceden; mandan; terceros; otras empresas;
        reciben; acceso; pueden ver; ve lo que; público; difunden; filtran a; dan a; regalan; ceder;
        divulgan; revelan; sueltan; chivan; soplan; circulan; proporcionan a; traspasan; ventilan; difusión;
        destinatarios; cesión; (ustedes|vosotros) a ellos; (pasan|dan|mandan|cuentan|venden) ustedes;
        ustedes (les|le|se los|se lo) (pasan|dan|mandan|cuentan|venden|entregan);
        (a|con) (quién|quiénes|quien|quienes|qué|cuáles|cuántas|otras|esas|las) (empresas|compañías|firmas|)
        (se|) (les|le|lo|la|los|las|) (pasan|dan|mandan|cuentan|venden|entregan|dejan|llega|llegan)
    """,
    "take": """
        guardan; guarda; recogen; recopilan; registran; almacenan; toman; saben de mí; rastrean; espían;
        graban; anotan; apuntan; recolectan; obtienen de mí; piden; acceden; vigilan; monitorean; se quedan
        con; juntan; captan; capturan; agarran; pillan; cachan; fisgonean; husmean; rastrea; trackean;
        recaban; recaba; retienen; fichado; espionaje; fichan; monitorizan; ustedes reciben; reciben ustedes;
        les llega a ustedes
    """,
}


@functools.lru_cache(maxsize=1)
def _matcher() -> ConceptMatcher:
    names = [
        Name(" ".join(words.split()), family)
        for family, listed in _FAMILIES.items()
        for words in listed.split(";")
    ]
    return ConceptMatcher(names)


@functools.lru_cache(maxsize=1)
def firms() -> frozenset[str]:
    """Names of other companies, folded, of one word each."""
    return frozenset(name.strip() for name in _FAMILIES["firm"].split(";") if " " not in name.strip())


def cues_in(text: str) -> tuple[str, ...]:
    """The families that a text has words of.

    >>> cues_in("¿qué anotan de mis nietos?")
    ('child', 'take')

    Args:
        text: a question.

    Returns:
        Their names, each once, sorted.
    """
    return tuple(sorted({match.target for match in _matcher().find(text)}))
