"""How damage adds up over a relay: which form the loss has, when it comes, and how sure that is."""

from holdtrue.experiments.accumulation.comparison import Comparison, Curve, Standing, compare
from holdtrue.experiments.accumulation.forms import FORMS, Fit, Form, fit
from holdtrue.experiments.accumulation.loss import Losses, Relay, by_document, losses, relays
from holdtrue.experiments.accumulation.mixing import Frailty, frailty
from holdtrue.experiments.accumulation.published import SOURCE, published, published_long

__all__ = [
    "FORMS",
    "SOURCE",
    "Comparison",
    "Curve",
    "Fit",
    "Form",
    "Frailty",
    "Losses",
    "Relay",
    "Standing",
    "by_document",
    "compare",
    "fit",
    "frailty",
    "losses",
    "published",
    "published_long",
    "relays",
]
