"""Every file that is written from the pretend world, one declaration each."""

from .dataset import Dataset
from .facebook_content import FACEBOOK_CONTENT
from .film import FILMS
from .google_ads import GOOGLE_ADS
from .impression_log import IMPRESSION_LOG
from .instagram_content import INSTAGRAM_CONTENT
from .launch_film import LAUNCH_FILM
from .linkedin_ads import LINKEDIN_ADS
from .meta_ads import META_ADS
from .post_history import POST_HISTORY
from .posts import POSTS
from .tiktok_ads import TIKTOK_ADS
from .x_content import X_CONTENT

__all__ = ["DATASETS", "Dataset"]

DATASETS = (
    IMPRESSION_LOG, LAUNCH_FILM, POSTS, POST_HISTORY, META_ADS, GOOGLE_ADS, LINKEDIN_ADS,
    TIKTOK_ADS, FACEBOOK_CONTENT, INSTAGRAM_CONTENT, X_CONTENT,
    *FILMS,
)  # fmt: skip
