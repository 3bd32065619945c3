"""A device with passkeys, in software: it answers as a browser does that holds one."""

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "localhost"
"""Passkeys need https, or this very name."""
SEEN, KNOWN = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV
ADD, SIGN_IN, SECOND = (f"/en/account/2fa/{page}/" for page in ("webauthn/add", "webauthn/login", "authenticate"))


@dataclass
class Device:
    """Holds one key; `knows` tells whether it asked for finger, face or PIN."""

    knows: bool = True
    origin: str = f"http://{HOST}"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    number: bytes = b"a passkey of a test"
    owner: bytes = b""

    def made(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a question for a new passkey."""
        self.owner = options["user"]["id"].encode()
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(Aaguid.NONE, self.number, public)
        statement = AttestationObject.create("none", self.state(AuthenticatorData.FLAG.AT, held), {})
        told = self.told("webauthn.create", options)
        return self.answer(clientDataJSON=told, attestationObject=statement)

    def shown(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a question for a passkey that is there."""
        state, told = self.state(), self.told("webauthn.get", options)
        signature = self.key.sign(state + sha256(told), ec.ECDSA(SHA256()))
        answer = self.answer(clientDataJSON=told, authenticatorData=state, signature=signature)
        answer["response"]["userHandle"] = self.owner.decode()
        return answer

    def state(self, more: int = 0, held: Any = b"") -> AuthenticatorData:
        """Return what the device says about itself."""
        flags = SEEN | (KNOWN if self.knows else 0) | more
        return AuthenticatorData.create(sha256(HOST.encode()), flags, 0, held)

    def told(self, kind: str, options: dict[str, Any]) -> CollectedClientData:
        """Return what the browser adds."""
        return CollectedClientData.create(kind, options["challenge"], self.origin)

    def answer(self, **parts: bytes) -> dict[str, Any]:
        """Return an answer as it travels."""
        number = websafe_encode(self.number)
        return {
            "id": number,
            "rawId": number,
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {name: websafe_encode(part) for name, part in parts.items()},
        }


def add(client: Client, device: Device, name: str = "Telephone") -> Any:
    """Add a passkey as the page does."""
    page = client.get(ADD)
    answer = device.made(page.context["js_data"]["creation_options"]["publicKey"])
    return client.post(ADD, {"name": name, "credential": json.dumps(answer)})


def sign_in(client: Client, device: Device, **more: str) -> Any:
    """Sign in by passkey alone."""
    question = client.get(SIGN_IN, headers={"accept": "application/json"}).json()["publicKey"]
    return client.post(SIGN_IN, {"credential": json.dumps(device.shown(question)), **more})
