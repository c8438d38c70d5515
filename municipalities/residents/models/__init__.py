from .code import LoginCode
from .resident import IdentityKind, Resident, ResidentIdentity
from .session import ResidentSession

__all__ = ["IdentityKind", "LoginCode", "Resident", "ResidentIdentity", "ResidentSession"]
