#!/usr/bin/env bash
# Builds the workbook and writes the lessons as pages to out/.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build Workbook.sln -c Release
dotnet run --project lib/Sizing.Tool -c Release --no-build -- export

# The .NET Interactive kernel is no longer maintained; the workbook does not need it.
dotnet tool install --global Microsoft.dotnet-interactive --version 1.0.617701 \
  && dotnet interactive jupyter install \
  || echo "The .NET Interactive kernel is not available; the workbook's own runner executes the notebooks."

# The workbook's own kernel, and the packages of Polyglot Notebooks where they restore.
dotnet run --project lib/Sizing.Tool -c Release --no-build -- kernel install || echo "Jupyter is not there; the workbook's own runner executes the notebooks."
dotnet build lib/Sizing.Polyglot -c Release -p:Polyglot=true || echo "The workbook works without these packages."
