"""What news of this room name, beside one thing."""

# The borough's sums: an award, a payment, money that comes back. `council:all` is on every ward's and councillor's
# page, a third of all pages, and none of those changes with an award in another ward.
MONEY = "money:all"
