#!/usr/bin/env bash
# focus-validator 2.2.1 (PyPI; the FinOps Foundation's, FOCUS 1.2) guesses the type of a CSV's column from
# its first 10,000 rows and then checks its own guess. For a bill of tokens, whose quantities are whole:
# - 1000000, which FOCUS allows, is refused as no decimal, and passes once any other row has a fraction;
# - where that fraction comes after 10,000 whole quantities, the file is read again with what does not fit
#   made null. The row's quantity is gone, and the fault named is its unit, which "MUST be NULL". The same
#   rows in the opposite order pass.
# It finds its list of currencies only from the folder that it is installed in, and pyarrow 26 asks for a
# numpy that it rules out: both are why it is started as below.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
export PYENV_VERSION=3.12
python3.12 -m pip install --quiet --disable-pip-version-check --no-compile --target lib focus-validator==2.2.1 \
    duckdb==1.5.6 numpy==1.26.4 pandas==2.3.3 polars==1.44.2 pyarrow==22.0.0
cat > bill.py <<'PYTHON'
import csv, sys
row = {
    "BilledCost": "0.5", "BillingAccountId": "acme", "BillingAccountName": "Example",
    "BillingCurrency": "USD", "BillingPeriodStart": "2026-11-01T00:00:00Z",
    "BillingPeriodEnd": "2026-12-01T00:00:00Z", "ChargeCategory": "Usage", "ChargeClass": "",
    "ChargeDescription": "input tokens", "ChargeFrequency": "Usage-Based",
    "ChargePeriodStart": "2026-11-20T00:00:00Z", "ChargePeriodEnd": "2026-11-21T00:00:00Z",
    "ContractedCost": "0.5", "EffectiveCost": "0.5", "InvoiceIssuerName": "Example", "ListCost": "0.5",
    "PricingUnit": "tokens", "ProviderName": "Example", "PublisherName": "Example",
    "ServiceCategory": "AI and Machine Learning", "ServiceName": "Example",
}
out = csv.DictWriter(sys.stdout, [*row, "PricingQuantity"])
out.writeheader()
for quantity in sys.argv[1:]:
    times, _, number = quantity.rpartition("x")
    out.writerows([{**row, "PricingQuantity": number}] * int(times or 1))
PYTHON
# What is said of quantities and units, and of how many rows; rules that only sum others up are left out.
faults() {
    python3.12 bill.py "$@" > bill.csv
    (cd lib && PYTHONPATH=. python3.12 -m focus_validator.main --block-download \
        --validate-version 1.2.0.1 --data-file ../bill.csv 2> ../said) > report
    grep -q ' PASS ' report || echo 'no report: '
    sed -nE 's/^- (PricingQuantity|PricingUnit)-C-.*violations=([0-9]+); (.*(MUST|NULL).*)$/\3 (\2)/p' report |
        sed '/child rules/d' | sort | paste -sd' ' | sed 's/^$/passes/'
}
found="whole: $(faults 1000000 2000000)
one fraction: $(faults 1000000 2000000.5)
first: $(faults 2000000.5 10001x1000000)
last: $(faults 10001x1000000 2000000.5)"
expected='whole: PricingQuantity MUST be of type DECIMAL, DOUBLE, or FLOAT. (2)
one fraction: passes
first: passes
last: PricingQuantity MUST be of type DECIMAL, DOUBLE, or FLOAT. (10001) PricingUnit MUST be NULL. (1)'
if [ "$found" != "$expected" ]; then
    printf 'focus_validator_guesses_types: it now says\n%s\n' "$found" >&2
    exit 1
fi
printf 'as found:\n%s\n' "$found"
