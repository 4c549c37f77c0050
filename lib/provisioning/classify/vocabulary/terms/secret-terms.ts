import { type ColumnTerm, coded, term } from './term';

/** What opens doors: passwords, codes, tokens, keys, sessions. */
export const secretTerms: readonly ColumnTerm[] = [
  term(
    'secret.password',
    0.95,
    ['text', 'bytes'],
    `passwords?, passwd, passwrd, pwd, pass, pass ?word ?(?:hash|digest|salt|crypt)?, pw, pw ?hash, encrypted password, hashed password, passwort(?: hash)?, kennwort, mot de passe, mdp, contrasena, clave, senha, wachtwoord, losenord, passord, adgangskode, haslo, heslo, jelszo, salasana, parola, sifre, пароль, salt, passw, passhash, pass ?hsh, pwd ?(?:hash|salt|hsh), pw ?salt, user ?pass, hash ?pw, bcrypt, contrasenya, contrasenia, kodeord, κωδικός, パスワード, 비밀번호, كلمة السر, pass ?phrase, security ?(?:answer|question answer), secret answer`,
  ),
  term(
    'secret.password',
    0.9,
    coded,
    `pin, puk, pin ?hash, pin ?block, cvv, cvv ?(?:enc|hash), cvc, cvn, csc, cvv code, security code, card security code, tan`,
  ),
  term(
    'secret.token',
    0.9,
    ['text', 'bytes'],
    `tokens?, access ?token, refresh ?token, id ?token, auth ?token, api ?token, bearer(?: token)?, reset ?(?:token|code|key), password reset token, verification ?(?:token|code|key), confirmation ?(?:token|code), activation ?(?:token|code|key), invite ?(?:token|code), invitation ?(?:token|code), remember ?(?:token|me), push ?token, device ?token, token ?hash, jwt, otp, otp ?secret, totp(?: ?(?:secret|seed))?, two factor ?(?:secret|code)?, mfa ?secret, recovery ?codes?, backup ?codes?, magic link, unsubscribe ?token, nonce, csrf(?: token)?, mfa ?(?:seed|key)?, totp ?key, otp ?(?:seed|key), auth ?header, authorization(?: ?header)?, authentication ?header, bearer ?header, one time ?(?:code|password|link), einmal ?(?:code|passwort), sms ?(?:code|tan), access ?code, door ?code, gate ?code, alarm ?code, unlock ?code, zugangs ?(?:code|schlussel|token), jeton, ficha ?acceso, codigo ?(?:de )?(?:acceso|verificacion|activacion), code ?(?:d )?(?:acces|activation|verification), kod ?(?:dostepu|aktywacyjny|weryfikacyjny), toegangscode, login ?(?:code|link|hash), seed ?phrase, recovery ?(?:phrase|key|token)`,
  ),
  term(
    'secret.key',
    0.92,
    ['text', 'bytes'],
    `api ?keys?, api ?secret, secrets?, client ?secret, app ?secret, shared secret, webhook ?secret, signing ?(?:secret|key), secret ?(?:key|hash), private ?key, encryption ?key, access ?key(?: id)?, aws ?(?:key|secret), key ?hash, hashed ?key, credentials?, auth ?data, license ?key, ssh ?key, pgp ?key, certificate key, ciphertext, encrypted ?(?:value|data|payload)`,
  ),
  term(
    'secret.session',
    0.85,
    ['text', 'bytes'],
    `session ?(?:id|key|token|data|hash), sid, php ?sess ?id, sess(?:ion)?, cookies?, cookie ?(?:value|data|hash), session ?uuid, sesja, id ?sesji, sesion, id ?(?:de )?sesion, sessie(?: ?id)?, sitzung(?:s ?id)?, session ?identifier, id ?(?:de )?session`,
  ),
];
