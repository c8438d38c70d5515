"""`make reset`: delete the embedded servers' data and everything the portal stored. The next `make run` starts anew."""

import shutil
import sys

from .environment import data_dir_from_environment
from .postgres import shelter_of
from .services import ServicesBusy, own


def main() -> int:
    data_dir = data_dir_from_environment()
    if data_dir.exists():
        try:
            lock = own(data_dir, 0)
        except ServicesBusy:
            print(
                "動いているものがあります。make run を Ctrl-C で止めてから、もう一度実行してください", file=sys.stderr
            )
            return 1
        shutil.rmtree(shelter_of(data_dir), ignore_errors=True)
        shutil.rmtree(data_dir)
        lock.close()
    print("データを消しました。make run で新しく始められます")
    return 0


if __name__ == "__main__":
    sys.exit(main())
