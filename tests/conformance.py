"""What every engine promises, one promise a test: an engine adds only the fixture `name`, of session scope."""

from tests.promises.agreement import *  # noqa: F403
from tests.promises.bounds import *  # noqa: F403
from tests.promises.counting import *  # noqa: F403
from tests.promises.damage import *  # noqa: F403
from tests.promises.filtering import *  # noqa: F403
from tests.promises.fixtures import *  # noqa: F403
from tests.promises.matching import *  # noqa: F403
from tests.promises.ordering import *  # noqa: F403
from tests.promises.paging import *  # noqa: F403
from tests.promises.processes import *  # noqa: F403
from tests.promises.writing import *  # noqa: F403
