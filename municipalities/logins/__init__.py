"""How a resident gets in: by a code that comes by e-mail. Another way (LINE, マイナンバー) is another module here.

Who residents are is the affair of `residents`, which sends nothing; this package stands above notifications, which do.
"""
